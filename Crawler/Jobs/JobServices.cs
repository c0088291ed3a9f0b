using Daogou.Core.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Hands the jobs to Quartz.</summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleOptionsValidator>();
        services.AddOptions<ScheduleOptions>().Bind(configuration.GetSection(ScheduleOptions.Section)).ValidateOnStart();
        services.AddSingleton<SlotWatch>();
        services.AddSingleton<IOrderAlerts, OrderAlerts>();
        // A named scheduler keeps its clock to itself; an unnamed one would give it to the whole container.
        services.AddQuartz("daogou", quartz =>
        {
            // Ticks are real time; only the question "what is due?" is asked of the business clock, which a demo pushes forward.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UseInMemoryStore();
            Tick<CrawlJob>(quartz, 1);
            Tick<ExpireDealsJob>(quartz, 1);
            Tick<PlaceProductsJob>(quartz, 2);
            Tick<OrderSyncJob>(quartz, 1);
            Tick<ReleaseJob>(quartz, 1);
            Tick<LedgerVerifyJob>(quartz, 12);
            Tick<SourceWatchJob>(quartz, 12);
            Tick<SlotWatchJob>(quartz, 12);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Tick<TJob>(IQuartzBuilder quartz, int everyNth)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>((provider, trigger) => trigger
            .WithIdentity(typeof(TJob).Name)
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(provider.GetRequiredService<IOptions<ScheduleOptions>>().Value.Tick * everyNth)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount)));
}

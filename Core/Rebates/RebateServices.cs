using Daogou.Core.Orders;
using Daogou.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Rebates;

/// <summary>Registers what turns orders into money.</summary>
public static class RebateServices
{
    public static IServiceCollection AddRebates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RebateOptions>, RebateOptionsCheck>();
        services.AddOptions<RebateOptions>()
            .Bind(configuration.GetSection(RebateOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<RebateOptions>>().Value)
            .AddSingleton<Settlement>()
            .AddSingleton<IReportTaker>(provider => provider.GetRequiredService<Settlement>())
            .AddSingleton<ReleaseDesk>()
            .AddSingleton<OrderDesk>()
            .AddHostedService<TermsAtStart>();
    }

    /// <summary>New settings stand from the start of the program on, not from the first order after it.</summary>
    private sealed class TermsAtStart(Database book, RebateOptions options, TimeProvider time) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            book.WriteAsync(session => TermsStore.EnsureAsync(session, options, time.GetUtcNow()), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

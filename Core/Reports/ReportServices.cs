using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<TodayReport>().AddSingleton<FunnelReport>().AddSingleton<Ranking.IPickOutcomes, PickOutcomes>().AddSingleton<Ranking.Evaluation.ISlateLog, TrialSlots>()
        .AddSingleton<StoredSlates>();
}

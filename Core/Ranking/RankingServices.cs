using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>Registers the slice.</summary>
public static class RankingServices
{
    public static IServiceCollection AddRanking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RankingOptions>().Bind(configuration.GetSection(RankingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RankingOptions>, RankingOptionsValidator>();
        return services.AddSingleton<DigestDesk>().AddSingleton<RankedDeals>().AddSingleton<RankExplain>().AddSingleton<TasteDesk>().AddHostedService<TasteUpkeep>();
    }
}

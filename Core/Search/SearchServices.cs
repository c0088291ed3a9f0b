using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Search;

/// <summary>Registers the slice.</summary>
public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchOptions>().Bind(configuration.GetSection(SearchOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SearchOptions>>().Value);
        return services.AddSingleton<DealIndex>().AddSingleton<DealSearch>().AddSingleton<PastSearches>().AddSingleton<SearchSuggestions>().AddHostedService<SearchUpkeep>();
    }
}

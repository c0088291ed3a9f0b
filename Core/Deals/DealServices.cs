using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Deals;

/// <summary>Registers the slice.</summary>
public static class DealServices
{
    public static IServiceCollection AddDeals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NewsOptions>().Bind(configuration.GetSection(NewsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NewsOptions>, NewsOptionsValidator>();
        return services.AddSingleton<DealIntake>().AddSingleton<DealExpiry>().AddSingleton<DealDesk>();
    }
}

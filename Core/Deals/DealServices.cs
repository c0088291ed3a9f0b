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
        services.AddOptions<CouponOptions>().Bind(configuration.GetSection(CouponOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CouponOptions>, CouponOptionsValidator>();
        return services.AddSingleton<CouponDesk>().AddSingleton<DealIntake>().AddSingleton<DealExpiry>().AddSingleton<DealDesk>();
    }
}

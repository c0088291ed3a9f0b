using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Deals;

/// <summary>Registers the slice.</summary>
public static class DealServices
{
    public static IServiceCollection AddDeals(this IServiceCollection services) =>
        services.AddSingleton<DealIntake>().AddSingleton<DealExpiry>().AddSingleton<DealDesk>();
}

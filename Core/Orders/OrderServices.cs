using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Orders;

/// <summary>Registers what reads orders from networks.</summary>
public static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<SlotAttribution>()
        .AddSingleton<OrderAttribution>()
        .AddSingleton<OrderSync>()
        .AddSingleton<OrderPull>()
        .AddSingleton<NetworkDesk>()
        .AddSingleton<OrderImport>();
}

using Daogou.Bot.Deals;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Bot.Commands;

internal static class CommandServices
{
    /// <summary>In the order of the menu.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<DealCards>();
        services.AddSingleton<IBotCommand, StartCommand>();
        services.AddSingleton<IBotCommand, DealsCommand>();
        services.AddSingleton<IBotCommand, SearchCommand>();
        services.AddSingleton<IBotCommand, LinkCommand>();
        services.AddSingleton<IBotCommand, WatchCommand>();
        services.AddSingleton<IBotCommand, OrdersCommand>();
        services.AddSingleton<IBotCommand, BalanceCommand>();
        services.AddSingleton<IBotCommand, WithdrawCommand>();
        services.AddSingleton<IBotCommand, SettingsCommand>();
        services.AddSingleton<IBotCommand, SetupCommand>();
        services.AddSingleton<IBotCommand, StatsCommand>();
        services.AddSingleton<IBotCommand, WhyCommand>();
        services.AddSingleton<IBotCommand, HelpCommand>();
        services.AddSingleton<CommandRouter>();
        return services;
    }
}

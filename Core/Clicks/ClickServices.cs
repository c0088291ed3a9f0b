using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Clicks;

/// <summary>Registers the clicks: the journal, the gate before it and the upkeep behind it.</summary>
public static class ClickServices
{
    public static IServiceCollection AddClicks(this IServiceCollection services) => services
        .AddSingleton<ClickMeter>()
        .AddSingleton<ClickJournal>()
        .AddSingleton<IClickJournal>(provider => provider.GetRequiredService<ClickJournal>())
        .AddSingleton<VisitorSalts>()
        .AddSingleton<ClickGate>()
        .AddSingleton<ClickUpkeep>()
        .AddSingleton<ClickReports>()
        .AddSingleton<Links.ILinkClicks, LinkClicks>()
        .AddHostedService<ClickUpkeepService>();
}

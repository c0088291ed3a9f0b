using Daogou.Bot.Channels;
using Daogou.Bot.Commands;
using Daogou.Bot.Digests;
using Daogou.Bot.Outbox;
using Daogou.Bot.Pictures;
using Daogou.Bot.Telegram;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Bot;

/// <summary>The only place where the bot's services and options are registered.</summary>
public static class BotServices
{
    public static IServiceCollection AddDaogouBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<BotOptions>, BotOptionsValidator>();
        services.AddSingleton<IValidateOptions<BotOptions>, BotZoneValidator>();
        services.AddOptions<BotOptions>().Bind(configuration.GetSection(BotOptions.Section)).ValidateOnStart();
        services.AddSingleton<PictureFont>().AddSingleton<HistoryPicture>().AddSingleton<DealHistory>();
        services.AddSingleton<ChatEvents>();
        services.AddCommands();
        services.AddDigests();
        services.AddSingleton<OutboxSender>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        services.AddTelegram(configuration);
        return services;
    }
}

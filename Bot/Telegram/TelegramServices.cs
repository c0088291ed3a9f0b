using Daogou.Bot.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace Daogou.Bot.Telegram;

internal static class TelegramServices
{
    /// <summary>Telegram is there when a token is.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TelegramOptions.Section);
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsValidator>();
        services.AddOptions<TelegramOptions>().Bind(section).ValidateOnStart();
        if (string.IsNullOrEmpty(section[nameof(TelegramOptions.Token)]))
        {
            return services;
        }
        services.AddSingleton<ITelegramBotClient>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TelegramOptions>>().Value;
            // The outbox is the only layer that tries again.
            return new TelegramBotClient(new TelegramBotClientOptions(options.Token!, options.BaseUrl) { RetryCount = 0 });
        });
        services.AddSingleton<TelegramAccount>();
        services.AddSingleton<TelegramMenu>();
        services.AddSingleton<IChannel, TelegramChannel>();
        services.AddHostedService<TelegramPoller>();
        return services;
    }
}

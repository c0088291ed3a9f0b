using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Telegram;

/// <summary>The bot account at Telegram. Without a token the channel does not exist.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>From @BotFather; belongs into the environment as <c>Telegram__Token</c>, never into a file.</summary>
    [RegularExpression("^[0-9]{3,16}:[A-Za-z0-9_-]{20,64}$", ErrorMessage = "Telegram:Token does not look like a bot token (digits, a colon, about 35 characters); it is not repeated here.")]
    public string? Token { get; set; }

    /// <summary>Another Bot API server than Telegram's own, such as a local one.</summary>
    [Url(ErrorMessage = "Telegram:BaseUrl must be an http or https address.")]
    public string? BaseUrl { get; set; }

    /// <summary>Seconds that one poll waits for news.</summary>
    [Range(0, 50)]
    public int PollSeconds { get; set; } = 25;

    /// <summary>Seconds until the next try after polling failed.</summary>
    [Range(0.01, 300)]
    public double RetrySeconds { get; set; } = 5;

    /// <summary>Seconds after which a call without an answer is given up; a message may then have arrived or not.</summary>
    [Range(0.1, 100)]
    public double CallSeconds { get; set; } = 30;
}

[OptionsValidator]
public sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>;

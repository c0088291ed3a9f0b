using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Bot;

/// <summary>What a group starts with before its admin says otherwise, and how often the bot looks for work of its own.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>IANA zone of a new group's digest hour.</summary>
    [Required]
    public string Zone { get; set; } = "Asia/Shanghai";

    /// <summary>Minute of the local day of a new group's digest; 540 is 09:00.</summary>
    [Range(0, 1439)]
    public int DigestMinute { get; set; } = 540;

    /// <summary>Most deals in a new group's digest.</summary>
    [Range(1, 10)]
    public int DigestItems { get; set; } = 5;

    /// <summary>Seconds between two looks for digests that are due, posts to edit and watches to tell.</summary>
    [Range(0.02, 600)]
    public double TickSeconds { get; set; } = 5;
}

[OptionsValidator]
public sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;

/// <summary>The zone must be one this machine knows.</summary>
public sealed class BotZoneValidator : IValidateOptions<BotOptions>
{
    public ValidateOptionsResult Validate(string? name, BotOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Bot:Zone is '{options.Zone}'; it must be an IANA time zone such as Asia/Shanghai or Europe/London.");
}

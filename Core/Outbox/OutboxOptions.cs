using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Outbox;

/// <summary>How fast messages go out. The platforms' own word (<c>retry_after</c>) always comes before these.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Messages a second over all chats.</summary>
    [Range(1, 1000)]
    public int PerSecond { get; set; } = 30;

    /// <summary>Messages a second into one chat.</summary>
    [Range(0.05, 100)]
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages a minute into one group.</summary>
    [Range(1, 6000)]
    public int PerGroupPerMinute { get; set; } = 20;

    /// <summary>How often a message that never reached the platform is tried before it is given up.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 8;

    /// <summary>Seconds between two looks at the queue when nobody wakes the sender.</summary>
    [Range(0.02, 60)]
    public double TickSeconds { get; set; } = 1;

    /// <summary>Posts older than this are not edited any more when their deal ends.</summary>
    [Range(0, 60)]
    public int EditDays { get; set; } = 7;

    /// <summary>The chat that hears of trouble with sources, as <see cref="Outbox.OperatorChat"/> reads it; empty: the log and the console only.</summary>
    [RegularExpression("^(?:[a-z]{1,20}:)?[@A-Za-z0-9_-]{1,64}$", ErrorMessage = "the id of a chat such as -1001234567890")]
    public string OperatorChat { get; set; } = "";

    /// <summary>The language of those messages.</summary>
    [AllowedValues("zh", "en")]
    public string OperatorLanguage { get; set; } = "zh";
}

[OptionsValidator]
public sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;

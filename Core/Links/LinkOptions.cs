using System.ComponentModel.DataAnnotations;

namespace Daogou.Core.Links;

/// <summary>What signs the click refs. Section <c>Links</c>.</summary>
public sealed class LinkOptions
{
    public const string Section = "Links";

    /// <summary>
    /// Signs the click refs, at least 32 characters; best from the environment (<c>Links__Secret</c>). Empty: made once and kept in the data
    /// folder. Programs that share one book must share it too, and after a change no order of an older click finds its link.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>Milliseconds that a visitor waits at most until the click is on the disk; then he is sent on and the click follows when it can.</summary>
    [Range(1, 10_000)]
    public int ClickBudgetMs { get; set; } = 25;
}

using System.Globalization;

namespace Daogou.Core.Networks;

/// <summary>
/// What a network in slot mode echoes instead of our ref, in one text that stands where a click ref would: <c>slot:1001|tPt6-mv|2026-11-02T00:00:03Z</c>.
/// A time after <c>~</c> is that of the order: the network named no click.
/// </summary>
/// <param name="Item">The network's lasting key of the product; null when it named none.</param>
public sealed record SlotRef(string Slot, string? Item, DateTimeOffset At, bool IsClick)
{
    private const string Mark = "slot:";
    private const string Form = "yyyy-MM-ddTHH:mm:ssZ";

    public override string ToString() =>
        $"{Mark}{Slot}|{Item}|{(IsClick ? "" : "~")}{At.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}";

    /// <summary>Null for anything else.</summary>
    public static SlotRef? TryParse(string? text)
    {
        if (text is not { Length: <= 300 } || !text.StartsWith(Mark, StringComparison.Ordinal) || text[Mark.Length..].Split('|') is not [{ Length: > 0 } slot, var item, { Length: > 0 } time])
        {
            return null;
        }
        return DateTimeOffset.TryParseExact(
            time.TrimStart('~'), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new SlotRef(slot, item.Length == 0 ? null : item, at, time[0] != '~')
            : null;
    }
}

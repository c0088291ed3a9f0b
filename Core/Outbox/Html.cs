namespace Daogou.Core.Outbox;

/// <summary>The only way of a text into a message: escaped, without control and direction-override characters.</summary>
public static class Html
{
    public static string Text(string? text) =>
        Clean(text ?? "").Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    public static string Bold(string? text) => $"<b>{Text(text)}</b>";

    public static string Code(string? text) => $"<code>{Text(text)}</code>";

    public static string Struck(string? text) => $"<s>{Text(text)}</s>";

    public static string Link(string? text, Uri address) => $"<a href=\"{Text(address.AbsoluteUri)}\">{Text(text)}</a>";

    private static string Clean(string text) =>
        string.Concat(text.Where(c => c == '\n' || (!char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'))));
}

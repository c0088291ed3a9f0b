namespace Daogou.Bot.Texts;

/// <summary>The two languages people are spoken to in.</summary>
public static class Words
{
    public const string Chinese = "zh";
    public const string English = "en";

    /// <summary>The text in the language asked for.</summary>
    public static string In(string language, string zh, string en) => language == Chinese ? zh : en;

    /// <summary>The language of a client's tag: any <c>zh…</c> is Chinese, all else English.</summary>
    public static string Of(string? tag) =>
        tag is not null && tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

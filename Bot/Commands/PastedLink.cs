using System.Text.RegularExpressions;

namespace Daogou.Bot.Commands;

/// <summary>Addresses in what people paste.</summary>
internal static partial class PastedLink
{
    public static bool IsIn(string text, IReadOnlyList<string> hidden) => First(text, hidden) is not null;

    /// <summary>The first web address of a message, hidden ones after visible ones.</summary>
    public static string? First(string text, IReadOnlyList<string> hidden) =>
        Address().Match(text) is { Success: true } match
            ? match.Value.TrimEnd('.', ',', ';', '!', '?', ')', '。', '，', '！', '？', '）')
            : hidden.FirstOrDefault(link => Address().IsMatch(link));

    [GeneratedRegex(@"https?://[^\s<>""，。！？（）「」【】]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Address();
}

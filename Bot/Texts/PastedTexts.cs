using Daogou.Core.Links;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Texts;

/// <summary>What is said of the links of a message that were not answered.</summary>
internal static class PastedTexts
{
    private const int Most = 5;

    /// <summary>Null when nothing is left to say.</summary>
    public static ChatBody? Others(IEnumerable<PastedLink> others, string language)
    {
        var lines = others.Where(other => !other.IsOwn).Select(other => Line(other, language)).Distinct(StringComparer.Ordinal).Take(Most).ToList();
        return lines.Count == 0 ? null
            : new ChatBody(Html.Text(Words.In(language, "消息里还有：", "Your message also held:")) + "\n" + string.Join('\n', lines.Select(line => "• " + Html.Text(line))));
    }

    public static ChatBody Own(string language) =>
        new("🔗 " + Words.In(language, "这已经是我们自己的链接，直接打开就行。", "That is one of our own links already; just open it."));

    private static string Line(PastedLink other, string language) => other.Product is { } product
        ? Words.In(language, $"{product.IdnHost}：可以返利，单独发给我就能得到链接。", $"{product.IdnHost}: send it by itself and you get a link for it.")
        : other.Refusal.In(language);
}

using System.Globalization;

namespace Daogou.Bot.Texts;

/// <summary>Titles of shops, which are long, at the length of a message's line.</summary>
internal static class Titles
{
    /// <summary>At most so many characters as people count them, cut at a word where there is one near.</summary>
    public static string Short(string title, int most)
    {
        var text = new StringInfo(title.Trim());
        if (text.LengthInTextElements <= most)
        {
            return title.Trim();
        }
        var cut = text.SubstringByTextElements(0, most - 1);
        var space = cut.LastIndexOf(' ');
        return (space > cut.Length * 2 / 3 ? cut[..space] : cut).TrimEnd(' ', ',', '，', '-', '–', '·') + "…";
    }
}

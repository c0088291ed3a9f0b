using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Core.Outbox;

/// <summary>Finished message markup (<see cref="ChatBody.Html"/>) as channels need it: cut to a length that people see, or without markup.</summary>
public static partial class ChatHtml
{
    /// <summary>The text that people read.</summary>
    public static string ToPlainText(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    /// <summary>At most so many visible UTF-16 units; never cut inside a tag, an entity or a surrogate pair, and everything open is closed.</summary>
    public static string Cut(string html, int most)
    {
        if (ToPlainText(html).Length <= most)
        {
            return html;
        }
        var cut = new StringBuilder();
        var open = new Stack<string>();
        var seen = 0;
        foreach (Match piece in Piece().Matches(html))
        {
            if (piece.Value[0] == '<')
            {
                Follow(open, piece.Value);
            }
            else if ((seen += WebUtility.HtmlDecode(piece.Value).Length) >= most)
            {
                cut.Append('…');
                break;
            }
            cut.Append(piece.Value);
        }
        foreach (var name in open)
        {
            cut.Append("</").Append(name).Append('>');
        }
        return cut.ToString();
    }

    private static void Follow(Stack<string> open, string tag)
    {
        if (tag[1] == '/')
        {
            open.TryPop(out _);
        }
        else
        {
            open.Push(tag[1..^1].Split(' ', 2)[0]);
        }
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<[^>]*>|&[^;]{1,8};|[\uD800-\uDBFF][\uDC00-\uDFFF]|.", RegexOptions.Singleline, 1000)]
    private static partial Regex Piece();
}

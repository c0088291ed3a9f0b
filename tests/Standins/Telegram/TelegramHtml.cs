using System.Net;
using System.Text;

namespace Daogou.Standins.Telegram;

/// <summary>Reads <c>parse_mode=HTML</c> as strictly as the Bot API: known tags only, closed in order, <c>&amp; &lt; &gt;</c> escaped.</summary>
internal static class TelegramHtml
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler",
    };

    /// <summary>The text that people read, or the words of the API's complaint.</summary>
    public static (string? Text, string? Error) Read(string html)
    {
        var text = new StringBuilder();
        var open = new Stack<string>();
        for (var i = 0; i < html.Length; i++)
        {
            switch (html[i])
            {
                case '<':
                    var end = html.IndexOf('>', i);
                    if (end < 0)
                    {
                        return Fail("Unclosed start tag", i);
                    }
                    var tag = html[(i + 1)..end];
                    var name = tag.TrimStart('/').Split(' ', 2)[0];
                    if (!Known.Contains(name))
                    {
                        return Fail($"Unsupported start tag \"{name}\"", i);
                    }
                    if (!tag.StartsWith('/'))
                    {
                        open.Push(name);
                    }
                    else if (open.Count == 0 || open.Pop() != name)
                    {
                        return Fail($"Unmatched end tag, found \"</{name}>\"", i);
                    }
                    i = end;
                    break;
                case '>':
                    return Fail("Character '>' is not escaped", i);
                case '&':
                    var semicolon = html.IndexOf(';', i);
                    if (semicolon < 0 || semicolon - i > 8)
                    {
                        return Fail("Character '&' is not escaped", i);
                    }
                    text.Append(WebUtility.HtmlDecode(html[i..(semicolon + 1)]));
                    i = semicolon;
                    break;
                default:
                    text.Append(html[i]);
                    break;
            }
        }
        return open.Count == 0 ? (text.ToString(), null) : Fail($"Can't find end tag corresponding to start tag \"{open.Peek()}\"", html.Length);

        static (string?, string?) Fail(string what, int at) => (null, $"can't parse entities: {what} at byte offset {at}");
    }
}

using System.Globalization;
using System.Text;

namespace Daogou.Crawler.Pages;

/// <summary>
/// Reads JSON as shops write it by hand: trailing and missing commas, comments, raw control characters, single quotes, bare keys and quotes that
/// nobody escaped. On JSON that is right it is right. Objects become items, arrays sets of values; what breaks off keeps what was read.
/// </summary>
internal sealed class LenientJson(string text)
{
    private const int Deepest = 64;
    private const int MostValues = 200_000;
    private const int MostScanned = 100 << 20;

    private int _at;
    private int _values;
    private long _scanned;

    /// <summary>All objects at the top: one, an array of them, or several one after the other.</summary>
    public static List<PageItem> Read(string text)
    {
        var reader = new LenientJson(text);
        var items = new List<PageItem>();
        while (reader.FindTop())
        {
            items.AddRange(reader.Value(0, inObject: false).Select(value => value.Item).OfType<PageItem>());
        }
        return items;
    }

    private bool Ended => _at >= text.Length || _values > MostValues || _scanned > MostScanned;

    private char Next => _at < text.Length ? text[_at] : '\0';

    /// <summary>Goes to the next object or array past wrappers, comments and scraps of script.</summary>
    private bool FindTop()
    {
        while (!Ended)
        {
            if (Next is '{' or '[')
            {
                return true;
            }
            _at += Starts("<![CDATA[") ? 9 : Starts("/*") ? CommentLength("*/", 2) : Starts("//") ? CommentLength("\n", 1) : 1;
        }
        return false;
    }

    /// <summary>A comment that only hides a CDATA mark is passed up to that mark.</summary>
    private int CommentLength(string end, int endLength)
    {
        var found = text.IndexOf(end, _at + 2, StringComparison.Ordinal);
        var length = (found < 0 ? text.Length : found + endLength) - _at;
        var mark = text.AsSpan(_at, length).IndexOf("<![CDATA[", StringComparison.Ordinal);
        _scanned += length;
        return mark >= 0 ? mark : text.AsSpan(_at, length).IndexOf("<!--", StringComparison.Ordinal) is var wrapper && wrapper >= 0 ? wrapper + 4 : length;
    }

    private List<PageValue> Value(int depth, bool inObject)
    {
        _values++;
        Space();
        switch (Next)
        {
            case '{':
                return Object(depth);
            case '[':
                return Array(depth);
            case '"' or '\'' or '“' or '”':
                return [PageValue.Of(String(isKey: false))];
            default:
                return Bare(inObject) is var (word, isNumber) && word.Length > 0 ? [new PageValue(word, null, isNumber)] : [];
        }
    }

    private List<PageValue> Array(int depth)
    {
        _at++;
        var values = new List<PageValue>();
        while (!Ended)
        {
            Space();
            if (Next == ']')
            {
                _at++;
                break;
            }
            if (Next == '}' || depth >= Deepest)
            {
                GiveUp(depth);
                break;
            }
            if (Next is ',' or ':')
            {
                _at++;
                continue;
            }
            values.AddRange(Value(depth + 1, inObject: false));
        }
        return values;
    }

    private List<PageValue> Object(int depth)
    {
        _at++;
        var item = new PageItem();
        var literal = default(List<PageValue>);
        while (!Ended)
        {
            Space();
            if (Next == '}')
            {
                _at++;
                break;
            }
            if (Next == ']' || depth >= Deepest)
            {
                GiveUp(depth);
                break;
            }
            if (Next is ',' or ':' or ';' or '{' or '[')
            {
                // No key stands before it: not a member of anything.
                _ = Next is '{' or '[' ? Value(depth + 1, inObject: true) : null;
                _at += Next is ',' or ':' or ';' ? 1 : 0;
                continue;
            }
            var key = Next is '"' or '\'' or '“' or '”' ? String(isKey: true) : BareKey();
            Space();
            if (Next != ':')
            {
                _at += key.Length == 0 ? 1 : 0;
                continue;
            }
            _at++;
            var values = Value(depth + 1, inObject: true);
            literal = key is "@value" or "@list" or "@set" ? values : literal;
            Put(item, key, values);
        }
        return literal ?? [PageValue.Of(item)];
    }

    private static void Put(PageItem item, string key, List<PageValue> values)
    {
        switch (key)
        {
            case "@type":
                item.Types.AddRange(values.Where(value => value.Text is not null).Select(value => PageItem.LocalName(value.Text!)));
                break;
            case "@id":
                item.Id = values is [{ Text: { Length: > 0 } id }, ..] ? id.Trim() : item.Id;
                break;
            case "@context":
                break;
            default:
                if (key is "type" && item.Types.Count == 0 && values is [{ Text: [>= 'A' and <= 'Z', ..] type }, ..])
                {
                    item.Types.Add(PageItem.LocalName(type));
                }
                var name = key.StartsWith('@') ? key : PageItem.LocalName(key);
                foreach (var value in values)
                {
                    item.Add(name, value);
                }
                break;
        }
    }

    /// <summary>Leaves a bracket that closes something further out where it is; what is nested too deeply is passed over.</summary>
    private void GiveUp(int depth)
    {
        if (depth >= Deepest)
        {
            _at = text.Length;
        }
    }

    private string String(bool isKey)
    {
        var quote = text[_at++];
        var isCurly = quote is '“' or '”';
        var result = new StringBuilder();
        while (_at < text.Length)
        {
            var next = text[_at++];
            if (next == '\\' && _at < text.Length)
            {
                Escape(result);
            }
            else if (next == quote || (isCurly && next is '“' or '”'))
            {
                if (Closes(isKey))
                {
                    break;
                }
                result.Append(next);
            }
            else
            {
                result.Append(next);
            }
        }
        return result.ToString();
    }

    private void Escape(StringBuilder result)
    {
        var next = text[_at++];
        var digits = next switch { 'u' => 4, 'x' => 2, _ => 0 };
        if (digits > 0 && _at + digits <= text.Length
            && int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += digits;
            result.Append((char)code);
            return;
        }
        result.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' or 'f' => ' ', _ => next });
    }

    /// <summary>Whether the quote just read ends the string: what follows must be what can follow a string.</summary>
    private bool Closes(bool isKey)
    {
        var at = SkipSpace(_at);
        if (at >= text.Length)
        {
            return true;
        }
        switch (text[at])
        {
            case ':':
                return isKey;
            case '}' or ']':
                return true;
            case ',':
                return MayFollowComma(SkipSpace(at + 1));
            case '/':
                return at + 1 < text.Length && text[at + 1] is '/' or '*';
            case '"' or '\'':
                return text.AsSpan(_at, at - _at).Contains('\n');
            default:
                return isKey;
        }
    }

    private bool MayFollowComma(int at)
    {
        if (at >= text.Length || text[at] is '"' or '\'' or '{' or '[' or '}' or ']' or ',' or '-' or '“' or '”' or '/' || char.IsAsciiDigit(text[at]))
        {
            return true;
        }
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '$' or '@'))
        {
            end++;
        }
        return text.AsSpan(at, end - at) is "true" or "false" or "null" || (end > at && SkipSpace(end) is var colon && colon < text.Length && text[colon] == ':');
    }

    private string BareKey()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$' or '@' or '-' or '.'))
        {
            _at++;
        }
        return text[start.._at];
    }

    /// <summary>A number or a word without quotes. In an object <c>1,299.00</c> and <c>19,99</c> are amounts, not two members.</summary>
    private (string Word, bool IsNumber) Bare(bool inObject)
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('}' or ']' or '\n' or '"' or '{' or '['))
        {
            if (text[_at] == ',' && !(inObject && _at > start && char.IsAsciiDigit(text[_at - 1]) && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
            {
                break;
            }
            if (text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] is '/' or '*')
            {
                break;
            }
            _at++;
        }
        if (_at == start && Next is not ('}' or ']' or ','))
        {
            _at++;
        }
        var word = text[start..Math.Min(_at, text.Length)].Trim();
        var isNumber = double.TryParse(word, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
        return (word is "null" or "undefined" or "NaN" or "None" ? "" : word, isNumber);
    }

    private void Space() => _at = SkipSpace(_at, comments: true);

    private int SkipSpace(int at, bool comments = false)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or < ' ' or '\u200B')
            {
                at++;
            }
            else if (comments && text.AsSpan(at).StartsWith("/*", StringComparison.Ordinal))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 2;
            }
            else if (comments && text.AsSpan(at).StartsWith("//", StringComparison.Ordinal))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end + 1;
            }
            else if (comments && text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 3;
            }
            else
            {
                break;
            }
        }
        return at;
    }

    private bool Starts(string mark) => text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal);
}

using System.Buffers;
using System.Text;

namespace Daogou.Crawler.Feeds.Syndication;

internal enum LooseKind
{
    Start,
    End,
    Text,
}

/// <summary>
/// A pull reader for the XML that feeds really are: bare ampersands, HTML's entities, control characters, unquoted attributes, tags that
/// do not match. It never fails but on size; what was amiss is counted. DTDs are passed over, so nothing of theirs is ever fetched or expanded.
/// </summary>
internal sealed class LooseXml(TextReader text) : IDisposable
{
    private const int LongestToken = 8 << 20;
    private const int MostAttributes = 200;
    private const int LongestKnownName = 40;
    private const int MostKnownNames = 500;
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>=<\"'");

    private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(32_768);
    private readonly StringBuilder _collected = new();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private int _from;
    private int _to;
    private bool _ended;

    public LooseKind Kind { get; private set; }

    /// <summary>The name with its prefix, as written.</summary>
    public string Name { get; private set; } = "";

    public string Text { get; private set; } = "";

    public bool IsEmptyElement { get; private set; }

    public List<KeyValuePair<string, string>> Attributes { get; } = [];

    /// <summary>How much was not as XML wants it.</summary>
    public int Faults { get; private set; }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        text.Dispose();
    }

    /// <summary>The next start, end or text; false at the end of the document.</summary>
    /// <exception cref="FeedBrokenException">One piece is larger than any feed's.</exception>
    public bool Read()
    {
        while (true)
        {
            var next = Peek();
            if (next < 0)
            {
                return false;
            }
            if (next != '<')
            {
                ReadText();
                return true;
            }
            Skip();
            var mark = Peek();
            if (mark == '!')
            {
                if (ReadDeclaration())
                {
                    return true;
                }
            }
            else if (mark == '?')
            {
                PassOver("?>");
            }
            else if (mark == '/')
            {
                Skip();
                Name = ReadName();
                PassOver(">");
                Kind = LooseKind.End;
                return true;
            }
            else if (mark >= 0 && (char.IsLetter((char)mark) || mark is '_' or ':'))
            {
                ReadStart();
                return true;
            }
            else
            {
                Faults++;
                _collected.Clear().Append('<');
                ReadText();
                return true;
            }
        }
    }

    private void ReadText()
    {
        // Most texts lie whole in the buffer.
        if (_collected.Length == 0 && _buffer.AsSpan(_from, _to - _from).IndexOf('<') is > 0 and var length)
        {
            Finish(new string(_buffer, _from, length), decode: true);
            _from += length;
            return;
        }
        while (Peek() >= 0 && _buffer[_from] != '<')
        {
            var rest = _buffer.AsSpan(_from, _to - _from);
            var end = rest.IndexOf('<');
            var part = end < 0 ? rest : rest[..end];
            Collect(part);
            _from += part.Length;
        }
        Finish(Collected(), decode: true);
    }

    private string Collected()
    {
        var collected = _collected.ToString();
        _collected.Clear();
        return collected;
    }

    private void Finish(string raw, bool decode)
    {
        var faults = 0;
        Text = XmlEntities.Clean(decode ? XmlEntities.Decode(raw, out faults) : raw, out var dropped);
        Faults += dropped + faults;
        Kind = LooseKind.Text;
    }

    /// <summary>A CDATA section is text; a comment or document type is nothing.</summary>
    private bool ReadDeclaration()
    {
        Skip();
        if (TakeIf("[CDATA["))
        {
            if (_buffer.AsSpan(_from, _to - _from).IndexOf("]]>", StringComparison.Ordinal) is >= 0 and var length)
            {
                Finish(new string(_buffer, _from, length), decode: false);
                _from += length + 3;
                return true;
            }
            Until("]]>");
            Finish(Collected(), decode: false);
            return true;
        }
        if (TakeIf("--"))
        {
            PassOver("-->");
            return false;
        }
        var depth = 0;
        for (var next = Next(); next >= 0; next = Next())
        {
            depth += next == '[' ? 1 : next == ']' ? -1 : 0;
            if (next == '>' && depth <= 0)
            {
                break;
            }
        }
        return false;
    }

    private void ReadStart()
    {
        Kind = LooseKind.Start;
        Name = ReadName();
        Attributes.Clear();
        IsEmptyElement = false;
        while (true)
        {
            SkipSpace();
            var next = Peek();
            if (next < 0)
            {
                Faults++;
                return;
            }
            if (next == '>')
            {
                Skip();
                return;
            }
            if (next == '<')
            {
                Faults++;
                return;
            }
            if (next == '/')
            {
                Skip();
                IsEmptyElement = Peek() == '>';
                continue;
            }
            ReadAttribute();
        }
    }

    private void ReadAttribute()
    {
        var name = ReadName();
        if (name.Length == 0)
        {
            Faults++;
            Skip();
            return;
        }
        SkipSpace();
        var value = "";
        if (Peek() == '=')
        {
            Skip();
            SkipSpace();
            value = ReadValue();
        }
        else
        {
            Faults++;
        }
        if (Attributes.Count < MostAttributes)
        {
            Attributes.Add(new(name, XmlEntities.Clean(XmlEntities.Decode(value, out _), out _)));
        }
    }

    private string ReadValue()
    {
        var quote = Peek();
        if (quote is '"' or '\'')
        {
            Skip();
            for (var next = Peek(); next >= 0 && next != quote; next = Peek())
            {
                var rest = _buffer.AsSpan(_from, _to - _from);
                var end = rest.IndexOf((char)quote);
                var part = end < 0 ? rest : rest[..end];
                Collect(part);
                _from += part.Length;
            }
            Skip();
        }
        else
        {
            Faults++;
            for (var next = Peek(); next >= 0 && next is not ('>' or ' ' or '\t' or '\r' or '\n'); next = Peek())
            {
                Collect([(char)next]);
                _from++;
            }
        }
        return Collected();
    }

    private string ReadName()
    {
        if (_buffer.AsSpan(_from, _to - _from) is var whole && whole.IndexOfAny(NameEnds) is > 0 and <= LongestKnownName and var length)
        {
            _from += length;
            return Known(whole[..length]);
        }
        while (Peek() >= 0)
        {
            var rest = _buffer.AsSpan(_from, _to - _from);
            var end = rest.IndexOfAny(NameEnds);
            // The first character of a name may be anything that is no end: what it is was looked at before.
            Collect(end < 0 ? rest : rest[..end]);
            _from += end < 0 ? rest.Length : end;
            if (end >= 0)
            {
                break;
            }
        }
        return Collected();
    }

    /// <summary>A document has few names, each many times.</summary>
    private string Known(ReadOnlySpan<char> name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }
        var added = name.ToString();
        if (_names.Set.Count < MostKnownNames)
        {
            _names.Set.Add(added);
        }
        return added;
    }

    private bool TakeIf(string word)
    {
        if (_to - _from < word.Length)
        {
            Fill();
        }
        if (!_buffer.AsSpan(_from, _to - _from).StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        _from += word.Length;
        return true;
    }

    private void PassOver(string end)
    {
        if (_buffer.AsSpan(_from, _to - _from).IndexOf(end, StringComparison.Ordinal) is >= 0 and var length)
        {
            _from += length + end.Length;
            return;
        }
        Until(end, keep: false);
        _collected.Clear();
    }

    private void Until(string end, bool keep = true)
    {
        while (true)
        {
            if (_to - _from < end.Length)
            {
                Fill();
            }
            var rest = _buffer.AsSpan(_from, _to - _from);
            var at = rest.IndexOf(end, StringComparison.Ordinal);
            var take = at >= 0 ? at : Math.Max(0, _ended ? rest.Length : rest.Length - end.Length + 1);
            if (keep)
            {
                Collect(rest[..take]);
            }
            _from += take;
            if (at >= 0)
            {
                _from += end.Length;
                return;
            }
            if (_ended && _from == _to)
            {
                Faults++;
                return;
            }
        }
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _from++;
        }
    }

    private void Skip() => _from += Peek() >= 0 ? 1 : 0;

    private int Next()
    {
        var next = Peek();
        Skip();
        return next;
    }

    private int Peek()
    {
        if (_from == _to)
        {
            Fill();
        }
        return _from < _to ? _buffer[_from] : -1;
    }

    /// <summary>Moves what is left to the front and reads behind it.</summary>
    private void Fill()
    {
        var left = _to - _from;
        _buffer.AsSpan(_from, left).CopyTo(_buffer);
        (_from, _to) = (0, left);
        while (!_ended && _to == left)
        {
            var read = text.Read(_buffer.AsSpan(_to));
            _ended = read == 0;
            _to += read;
        }
    }

    private void Collect(ReadOnlySpan<char> part)
    {
        if (_collected.Length + part.Length > LongestToken)
        {
            throw new FeedBrokenException($"One text or tag is longer than {LongestToken >> 20} Mi characters.");
        }
        _collected.Append(part);
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// A text made fit for an XML reader: without the characters that XML forbids and without what stands before the first tag, HTML's named
/// entities put as the characters they mean, a bare ampersand as what it stands for.
/// </summary>
internal sealed class XmlCharacters(TextReader inner) : TextReader
{
    private const string CdataOpens = "<![CDATA[";
    private const int LongestEntity = 32;

    private readonly char[] _block = new char[8192];
    private readonly StringBuilder _entity = new();
    private char[] _ready = new char[16_384];
    private int _from;
    private int _to;
    private bool _started;
    private bool _ended;
    private bool _cdata;
    private int _matched;
    private int _brackets;

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (_from == _to && !_ended)
        {
            Fill();
        }
        var count = Math.Min(buffer.Length, _to - _from);
        _ready.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Fill()
    {
        (_from, _to) = (0, 0);
        var read = inner.Read(_block);
        if (read == 0)
        {
            _ended = true;
            GiveUpEntity();
            return;
        }
        foreach (var next in _block.AsSpan(0, read))
        {
            if (IsAllowed(next))
            {
                Take(next);
            }
        }
    }

    private void Take(char next)
    {
        if (!_started)
        {
            if (next != '<')
            {
                return;
            }
            _started = true;
        }
        if (_entity.Length > 0)
        {
            if (next == ';')
            {
                PutEntity();
                return;
            }
            if (_entity.Length < LongestEntity && (char.IsAsciiLetterOrDigit(next) || next == '#'))
            {
                _entity.Append(next);
                return;
            }
            GiveUpEntity();
        }
        if (!_cdata && next == '&')
        {
            _entity.Append(next);
            return;
        }
        Put(next);
        Follow(next);
    }

    /// <summary>Inside CDATA an ampersand is an ampersand.</summary>
    private void Follow(char next)
    {
        if (_cdata)
        {
            _cdata = !(next == '>' && _brackets >= 2);
            _brackets = next == ']' ? _brackets + 1 : 0;
            return;
        }
        _matched = next == CdataOpens[_matched] ? _matched + 1 : next == '<' ? 1 : 0;
        if (_matched == CdataOpens.Length)
        {
            (_cdata, _matched, _brackets) = (true, 0, 0);
        }
    }

    private void PutEntity()
    {
        var name = _entity.ToString(1, _entity.Length - 1);
        _entity.Clear();
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            Put($"&{name};");
            return;
        }
        if (name.StartsWith('#'))
        {
            if (IsAllowedNumber(name.AsSpan(1)))
            {
                Put($"&{name.Replace('X', 'x')};");
            }
            return;
        }
        var whole = $"&{name};";
        var meant = WebUtility.HtmlDecode(whole);
        Put(meant == whole ? $"&amp;{name};" : meant.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
    }

    /// <summary>It was an ampersand and no entity.</summary>
    private void GiveUpEntity()
    {
        if (_entity.Length > 0)
        {
            var rest = _entity.ToString(1, _entity.Length - 1);
            _entity.Clear();
            Put("&amp;" + rest);
        }
    }

    private void Put(string text)
    {
        foreach (var next in text)
        {
            Put(next);
        }
    }

    private void Put(char next)
    {
        if (_to == _ready.Length)
        {
            Array.Resize(ref _ready, _ready.Length * 2);
        }
        _ready[_to++] = next;
    }

    private static bool IsAllowed(char next) => next is '\t' or '\n' or '\r' or (>= ' ' and not '\uFFFE' and not '\uFFFF');

    private static bool IsAllowedNumber(ReadOnlySpan<char> digits)
    {
        var isHex = digits.StartsWith("x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(
                isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (number is >= 0x10000 and <= 0x10FFFF || (number is > 0 and < 0x10000 and not (>= 0xD800 and <= 0xDFFF) && IsAllowed((char)number)));
    }
}

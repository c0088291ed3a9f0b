using System.Globalization;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>The basic URL parser of the URL Standard, state by state under the standard's names; a state returns what is wrong, or null.</summary>
internal sealed partial class WebUrlParser
{
    private const int End = -1;
    private readonly string _input;
    private readonly WebUrl? _base;
    private readonly WebUrl _url = new();
    private readonly StringBuilder _buffer = new();
    private Func<int, string?> _state;
    private int _at;
    private bool _atSignSeen;
    private bool _insideBrackets;
    private bool _passwordSeen;

    public WebUrlParser(string text, WebUrl? against)
    {
        _input = text.AsSpan().Trim(Blanks).ToString();
        _input = _input.AsSpan().ContainsAny('\t', '\n', '\r') ? string.Concat(_input.Where(c => c is not ('\t' or '\n' or '\r'))) : _input;
        _base = against;
        _state = SchemeStart;
    }

    private static readonly string Blanks = string.Concat(Enumerable.Range(0, 0x21).Select(code => (char)code));

    public WebUrl? Run(out string? fault)
    {
        for (; _at <= _input.Length; _at++)
        {
            fault = _state(_at < _input.Length ? _input[_at] : End);
            if (fault is not null)
            {
                return null;
            }
        }
        fault = null;
        return _url;
    }

    private string? SchemeStart(int c)
    {
        if (c != End && char.IsAsciiLetter((char)c))
        {
            _buffer.Append(char.ToLowerInvariant((char)c));
            return Go(Scheme);
        }
        return Again(NoScheme);
    }

    private string? Scheme(int c)
    {
        if (c != End && (char.IsAsciiLetterOrDigit((char)c) || c is '+' or '-' or '.'))
        {
            _buffer.Append(char.ToLowerInvariant((char)c));
            return null;
        }
        if (c != ':')
        {
            _buffer.Clear();
            _at = -1;
            return Go(NoScheme);
        }
        _url.Scheme = TakeBuffer();
        if (_url.Scheme == "file")
        {
            return Go(File);
        }
        if (_url.IsSpecial)
        {
            return Go(_base?.Scheme == _url.Scheme ? SpecialRelativeOrAuthority : SpecialAuthoritySlashes);
        }
        if (Next() == '/')
        {
            _at++;
            return Go(PathOrAuthority);
        }
        _url.OpaquePath = "";
        return Go(OpaquePath);
    }

    private string? NoScheme(int c)
    {
        if (_base is null || (_base.OpaquePath is not null && c != '#'))
        {
            return "it has no scheme, and nothing to be relative to";
        }
        if (_base.OpaquePath is not null)
        {
            (_url.Scheme, _url.OpaquePath, _url.Query) = (_base.Scheme, _base.OpaquePath, _base.Query);
            return Go(Fragment);
        }
        return Again(_base.Scheme == "file" ? File : Relative);
    }

    private string? SpecialRelativeOrAuthority(int c)
    {
        if (c == '/' && Next() == '/')
        {
            _at++;
            return Go(SpecialAuthorityIgnoreSlashes);
        }
        return Again(Relative);
    }

    private string? PathOrAuthority(int c) => c == '/' ? Go(Authority) : Again(Path);

    private string? Relative(int c)
    {
        _url.Scheme = _base!.Scheme;
        if (c == '/' || (c == '\\' && _url.IsSpecial))
        {
            return Go(RelativeSlash);
        }
        TakeAuthority(_base);
        _url.Segments = [.. _base.Segments];
        _url.Query = _base.Query;
        if (c == '?')
        {
            return Go(Query);
        }
        if (c == '#')
        {
            return Go(Fragment);
        }
        if (c != End)
        {
            _url.Query = null;
            Shorten();
            return Again(Path);
        }
        return null;
    }

    private string? RelativeSlash(int c)
    {
        if (_url.IsSpecial && c is '/' or '\\')
        {
            return Go(SpecialAuthorityIgnoreSlashes);
        }
        if (c == '/')
        {
            return Go(Authority);
        }
        TakeAuthority(_base!);
        return Again(Path);
    }

    private string? SpecialAuthoritySlashes(int c)
    {
        if (c == '/' && Next() == '/')
        {
            _at++;
            return Go(SpecialAuthorityIgnoreSlashes);
        }
        return Again(SpecialAuthorityIgnoreSlashes);
    }

    private string? SpecialAuthorityIgnoreSlashes(int c) => c is '/' or '\\' ? null : Again(Authority);

    private string? Authority(int c)
    {
        if (c == '@')
        {
            TakeCredentials(_atSignSeen ? "%40" + TakeBuffer() : TakeBuffer());
            _atSignSeen = true;
            return null;
        }
        if (!EndsAuthority(c))
        {
            _buffer.Append((char)c);
            return null;
        }
        if (_atSignSeen && _buffer.Length == 0)
        {
            return "there is no host behind the user name";
        }
        _at -= _buffer.Length + 1;
        _buffer.Clear();
        return Go(Host);
    }

    private string? Host(int c)
    {
        if (c == ':' && !_insideBrackets)
        {
            return _buffer.Length == 0 ? "there is no host before the port" : TakeHost() ?? Go(Port);
        }
        if (EndsAuthority(c))
        {
            return _url.IsSpecial && _buffer.Length == 0 ? "it has no host" : TakeHost() ?? Again(PathStart);
        }
        _insideBrackets = c == '[' || (_insideBrackets && c != ']');
        _buffer.Append((char)c);
        return null;
    }

    private string? Port(int c)
    {
        if (c != End && char.IsAsciiDigit((char)c))
        {
            _buffer.Append((char)c);
            return null;
        }
        if (!EndsAuthority(c))
        {
            return "the port is not a number";
        }
        if (_buffer.Length > 0)
        {
            var digits = TakeBuffer().TrimStart('0');
            if (digits.Length > 5 || (digits.Length > 0 && int.Parse(digits, CultureInfo.InvariantCulture) > 65535))
            {
                return "the port is above 65535";
            }
            var port = digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
            _url.Port = port == WebUrl.DefaultPort(_url.Scheme) ? null : port;
        }
        return Again(PathStart);
    }

    private string? PathStart(int c)
    {
        if (_url.IsSpecial)
        {
            return c is '/' or '\\' ? Go(Path) : Again(Path);
        }
        return c switch
        {
            '?' => Go(Query),
            '#' => Go(Fragment),
            '/' => Go(Path),
            End => null,
            _ => Again(Path),
        };
    }

    private string? TakeHost()
    {
        _url.Host = WebHost.Parse(TakeBuffer(), !_url.IsSpecial, out var fault);
        return fault;
    }

    private void TakeCredentials(string text)
    {
        var colon = _passwordSeen ? -1 : text.IndexOf(':', StringComparison.Ordinal);
        if (_passwordSeen)
        {
            _url.Password += PercentSets.Encode(text, PercentSets.UserInfo);
            return;
        }
        _url.Username += PercentSets.Encode(colon < 0 ? text : text[..colon], PercentSets.UserInfo);
        _passwordSeen = colon >= 0;
        _url.Password += colon < 0 ? "" : PercentSets.Encode(text.AsSpan(colon + 1), PercentSets.UserInfo);
    }

    private void TakeAuthority(WebUrl from) => (_url.Username, _url.Password, _url.Host, _url.Port) = (from.Username, from.Password, from.Host, from.Port);

    private bool EndsAuthority(int c) => c is End or '/' or '?' or '#' || (c == '\\' && _url.IsSpecial);

    private int Next() => _at + 1 < _input.Length ? _input[_at + 1] : End;

    private string TakeBuffer()
    {
        var text = _buffer.ToString();
        _buffer.Clear();
        return text;
    }

    /// <summary>On with the next character.</summary>
    private string? Go(Func<int, string?> state)
    {
        _state = state;
        if (state == Query)
        {
            _url.Query = "";
        }
        else if (state == Fragment)
        {
            _url.Fragment = "";
        }
        return null;
    }

    /// <summary>The same character in another state.</summary>
    private string? Again(Func<int, string?> state)
    {
        _at--;
        return Go(state);
    }
}

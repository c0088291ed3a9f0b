namespace Daogou.Core.Urls;

/// <summary>The states behind the host, and those of file addresses with their drive letters.</summary>
internal sealed partial class WebUrlParser
{
    private string? File(int c)
    {
        _url.Scheme = "file";
        _url.Host = "";
        if (c is '/' or '\\')
        {
            return Go(FileSlash);
        }
        if (_base?.Scheme != "file")
        {
            return Again(Path);
        }
        _url.Host = _base.Host;
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
        if (c == End)
        {
            return null;
        }
        _url.Query = null;
        if (StartsWithDrive(_input.AsSpan(_at)))
        {
            _url.Segments = [];
        }
        else
        {
            Shorten();
        }
        return Again(Path);
    }

    private string? FileSlash(int c)
    {
        if (c is '/' or '\\')
        {
            return Go(FileHost);
        }
        if (_base?.Scheme == "file")
        {
            _url.Host = _base.Host;
            if (!StartsWithDrive(_input.AsSpan(Math.Min(_at, _input.Length))) && _base.Segments is [var first, ..] && IsDrive(first, normalised: true))
            {
                _url.Segments.Add(first);
            }
        }
        return Again(Path);
    }

    private string? FileHost(int c)
    {
        if (c is not (End or '/' or '\\' or '?' or '#'))
        {
            _buffer.Append((char)c);
            return null;
        }
        if (IsDrive(_buffer.ToString(), normalised: false))
        {
            return Again(Path);
        }
        if (_buffer.Length > 0 && TakeHost() is { } fault)
        {
            return fault;
        }
        _url.Host = _url.Host == "localhost" ? "" : _url.Host;
        return Again(PathStart);
    }

    private string? Path(int c)
    {
        var isSlash = c == '/' || (c == '\\' && _url.IsSpecial);
        if (!isSlash && c is not (End or '?' or '#'))
        {
            _buffer.Append((char)c);
            return null;
        }
        var segment = PercentSets.Encode(TakeBuffer(), PercentSets.Path);
        if (IsDoubleDot(segment))
        {
            Shorten();
            AddUnless(isSlash, "");
        }
        else if (IsSingleDot(segment))
        {
            AddUnless(isSlash, "");
        }
        else
        {
            var isDrive = _url.Scheme == "file" && _url.Segments.Count == 0 && IsDrive(segment, normalised: false);
            _url.Segments.Add(isDrive ? segment[0] + ":" : segment);
        }
        return c == '?' ? Go(Query) : c == '#' ? Go(Fragment) : null;
    }

    private string? OpaquePath(int c)
    {
        // Opaque paths may be long: they are taken in one piece.
        var length = _input.AsSpan(_at).IndexOfAny('?', '#');
        var end = length < 0 ? _input.Length : _at + length;
        var path = PercentSets.Encode(_input.AsSpan(_at, end - _at), PercentSets.Control);
        _url.OpaquePath = length >= 0 && path.EndsWith(' ') ? path[..^1] + "%20" : path;
        _at = end;
        return length < 0 ? null : Go(_input[end] == '?' ? Query : Fragment);
    }

    private string? Query(int c)
    {
        var length = _input.AsSpan(_at).IndexOf('#');
        var end = length < 0 ? _input.Length : _at + length;
        _url.Query = PercentSets.Encode(_input.AsSpan(_at, end - _at), _url.IsSpecial ? PercentSets.SpecialQuery : PercentSets.Query);
        _at = end;
        return length < 0 ? null : Go(Fragment);
    }

    private string? Fragment(int c)
    {
        _url.Fragment = PercentSets.Encode(_input.AsSpan(_at), PercentSets.Fragment);
        _at = _input.Length;
        return null;
    }

    private void AddUnless(bool isSlash, string segment)
    {
        if (!isSlash)
        {
            _url.Segments.Add(segment);
        }
    }

    private void Shorten()
    {
        var isDriveAlone = _url.Scheme == "file" && _url.Segments is [var only] && IsDrive(only, normalised: true);
        if (_url.Segments.Count > 0 && !isDriveAlone)
        {
            _url.Segments.RemoveAt(_url.Segments.Count - 1);
        }
    }

    private static bool IsSingleDot(string segment) => segment == "." || segment.Equals("%2e", StringComparison.OrdinalIgnoreCase);

    private static bool IsDoubleDot(string segment) =>
        segment.Length is >= 2 and <= 6 && segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) == "..";

    private static bool IsDrive(string text, bool normalised) => text is [var letter, var mark] && char.IsAsciiLetter(letter) && (mark == ':' || (mark == '|' && !normalised));

    private static bool StartsWithDrive(ReadOnlySpan<char> text) =>
        text is [var letter, ':' or '|', ..] && char.IsAsciiLetter(letter) && (text.Length == 2 || text[2] is '/' or '\\' or '?' or '#');
}

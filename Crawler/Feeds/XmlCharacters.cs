namespace Daogou.Crawler.Feeds;

/// <summary>A text without the characters that XML forbids and without what stands before the first tag.</summary>
internal sealed class XmlCharacters(TextReader inner) : TextReader
{
    private bool _started;

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            var read = inner.Read(buffer);
            if (read == 0)
            {
                return 0;
            }
            var kept = Keep(buffer[..read]);
            if (kept > 0)
            {
                return kept;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Keep(Span<char> read)
    {
        var start = 0;
        if (!_started)
        {
            start = read.IndexOf('<');
            if (start < 0)
            {
                return 0;
            }
            _started = true;
        }
        var kept = 0;
        for (var i = start; i < read.Length; i++)
        {
            if (read[i] is '\t' or '\n' or '\r' or (>= ' ' and not '\uFFFE' and not '\uFFFF'))
            {
                read[kept++] = read[i];
            }
        }
        return kept;
    }
}

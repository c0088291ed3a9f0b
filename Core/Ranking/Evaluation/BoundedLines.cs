using System.Runtime.CompilerServices;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>The lines of a stream, blank ones left out; of a line that is too long only the number is given.</summary>
internal static class BoundedLines
{
    public static async IAsyncEnumerable<(int Number, ReadOnlyMemory<byte>? Line)> ReadAsync(
        Stream stream, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        var (start, end, number, tooLong) = (0, 0, 0, false);
        while (true)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                number++;
                var line = buffer.AsMemory(start, found);
                start += found + 1;
                if (tooLong || line.Length > longest || !Blank(line.Span))
                {
                    // A bare null would become an empty line: an array converts.
                    yield return (number, tooLong || line.Length > longest ? (ReadOnlyMemory<byte>?)null : line);
                }
                tooLong = false;
                continue;
            }
            if (end - start > longest)
            {
                (tooLong, start) = (true, end);
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                if (tooLong || !Blank(buffer.AsSpan(0, end)))
                {
                    yield return (number + 1, tooLong ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(0, end));
                }
                yield break;
            }
            end += read;
        }
    }

    private static bool Blank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}

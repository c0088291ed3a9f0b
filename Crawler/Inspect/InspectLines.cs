using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Daogou.Crawler.Inspect;

/// <summary>JSON Lines in, JSON Lines out: same order, same count, whatever the lines hold.</summary>
public static class InspectLines
{
    /// <summary>A body of 16 MiB in base64 and what stands beside it.</summary>
    private const int LongestLine = 24 << 20;

    /// <summary>Where all lines are kept until the last has come, each is small.</summary>
    private const int LongestWholeLine = 64 << 10;

    public static async Task RunAsync(IInspection inspection, Stream lines, Stream answers, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(lines, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var tooLong = false;
        var whole = inspection as IWholeInspection;
        var held = new List<ReadOnlyMemory<byte>?>();
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                await AnswerAsync(buffer.Slice(0, end));
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (buffer.Length > LongestLine)
            {
                // The rest of such a line is let go as it comes.
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }
            if (read.IsCompleted)
            {
                if (buffer.Length > 0 || tooLong)
                {
                    await AnswerAsync(buffer);
                }
                if (whole is not null)
                {
                    foreach (var answer in await Inspections.AnswerAllAsync(whole, held, cancellationToken))
                    {
                        await answers.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), cancellationToken);
                    }
                }
                await answers.FlushAsync(cancellationToken);
                return;
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            await answers.FlushAsync(cancellationToken);
        }

        async Task AnswerAsync(ReadOnlySequence<byte> line)
        {
            if (whole is not null)
            {
                // What is over the most lines is answered, and not kept.
                held.Add(tooLong || line.Length > LongestWholeLine ? null : held.Count < whole.MostLines ? line.ToArray() : ReadOnlyMemory<byte>.Empty);
                tooLong = false;
                return;
            }
            var answer = tooLong || line.Length > LongestLine
                ? Inspections.Error($"The line is longer than {LongestLine >> 20} MiB.")
                : await Inspections.AnswerAsync(inspection, line.ToArray(), cancellationToken);
            tooLong = false;
            await answers.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), cancellationToken);
        }
    }
}

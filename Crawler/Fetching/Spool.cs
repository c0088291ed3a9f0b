using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Daogou.Crawler.Fetching;

/// <summary>Takes a body into a nameless file, so that reading starts on a whole document and no connection waits for the database.</summary>
internal static class Spool
{
    private const int BufferLength = 128 * 1024;

    public static async Task<Spooled> TakeAsync(Stream body, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"daogou-{Guid.NewGuid():n}.part"), options);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var utf8 = new Utf8Check();
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(0, BufferLength), cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                utf8.Take(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            var length = file.Length;
            file.Position = 0;
            return new Spooled(file, length, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), utf8.IsValid);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A body that came whole.</summary>
internal sealed record Spooled(FileStream Content, long Length, string Hash, bool IsUtf8);

/// <summary>Tells over all pieces of a text whether it is UTF-8.</summary>
internal sealed class Utf8Check
{
    private readonly byte[] _rest = new byte[8];
    private int _restLength;
    private bool _valid = true;

    public bool IsValid => _valid && _restLength == 0;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (_valid && _restLength > 0 && !bytes.IsEmpty)
        {
            _rest[_restLength++] = bytes[0];
            bytes = bytes[1..];
            switch (Rune.DecodeFromUtf8(_rest.AsSpan(0, _restLength), out _, out _))
            {
                case OperationStatus.Done:
                    _restLength = 0;
                    break;
                case OperationStatus.NeedMoreData:
                    break;
                default:
                    _valid = false;
                    break;
            }
        }
        if (!_valid || bytes.IsEmpty)
        {
            return;
        }
        var cut = WholeLength(bytes);
        _valid = Utf8.IsValid(bytes[..cut]);
        bytes[cut..].CopyTo(_rest);
        _restLength = bytes.Length - cut;
    }

    /// <summary>The length without a character that the end may have cut.</summary>
    private static int WholeLength(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            if (bytes[^back] >= 0xC0)
            {
                var needed = bytes[^back] >= 0xF0 ? 4 : bytes[^back] >= 0xE0 ? 3 : 2;
                return needed > back ? bytes.Length - back : bytes.Length;
            }
            if (bytes[^back] < 0x80)
            {
                break;
            }
        }
        return bytes.Length;
    }
}

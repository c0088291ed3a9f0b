using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>The newest tokens of an account.</summary>
/// <param name="From">Which refresh token of the environment they go back to, as a hash: when the operator sets a new one, the file is past.</param>
/// <param name="Until">When the access token ends; null when that is not known.</param>
internal sealed record KeptTokens(string From, string Access, string Refresh, DateTimeOffset? Until);

/// <summary>Keeps tokens in a file that only the program's own user can read.</summary>
internal sealed class TokenFile(string path)
{
    public static string HashOf(string refreshToken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)))[..16];

    /// <summary>Null when there is no file.</summary>
    /// <exception cref="InvalidOperationException">It is damaged; the message is for the operator.</exception>
    public KeptTokens? Read()
    {
        if (path.Length == 0 || !File.Exists(path))
        {
            return null;
        }
        try
        {
            if (JsonSerializer.Deserialize<KeptTokens>(File.ReadAllText(path)) is { From: not null, Access: not null, Refresh: not null } kept)
            {
                return kept;
            }
        }
        catch (JsonException)
        {
            // Told below, like a file of something else.
        }
        throw new InvalidOperationException(
            $"{Path.GetFullPath(path)} should hold Kuaishou's newest tokens but is damaged. Restore it, or delete it, authorise anew and set Kuaishou__RefreshToken.");
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(KeptTokens tokens)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(file, tokens);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}

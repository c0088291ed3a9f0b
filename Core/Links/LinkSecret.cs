using System.Security.Cryptography;

namespace Daogou.Core.Links;

/// <summary>The secret of the settings, or one that is made at the first start and readable only by the program's own user.</summary>
internal static class LinkSecret
{
    public const string FileName = "links.secret";

    public static string Load(LinkOptions options, string folder)
    {
        if (options.Secret.Length > 0)
        {
            return options.Secret;
        }
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        if (!File.Exists(path))
        {
            Make(path);
        }
        var secret = File.ReadAllText(path).Trim();
        return secret.Length >= LinkOptionsCheck.ShortestSecret
            ? secret
            : throw new InvalidOperationException(
                $"{path} should hold the secret of the click refs but is cut short. Restore it from a backup, or set Links:Secret.");
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(fresh, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another start was quicker; its secret is the one.
            File.Delete(fresh);
        }
    }
}

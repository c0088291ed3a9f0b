using SkiaSharp;

namespace Daogou.Bot.Pictures;

/// <summary>The machine's font with Chinese glyphs, looked for once. Without one, words with such glyphs are left out of pictures rather than shown as boxes.</summary>
public sealed class PictureFont
{
    /// <summary>In file names without hyphens and case, the best first.</summary>
    private static readonly string[] Names =
    [
        "notosanscjk", "notosanssc", "sourcehansans", "pingfang", "msyh", "wqymicrohei", "wqyzenhei", "wenquanyi", "droidsansfallback", "heiti", "hiragino", "notosanstc", "notoserifcjk",
        "simsun", "uming", "ukai",
    ];

    private static readonly string[] Unfit = ["bold", "black", "light", "thin", "mono"];
    private const int MostFaces = 12;
    private const string Sample = "价";

    private readonly Lazy<(SKTypeface? Face, string? File)> _found = new(Find);

    /// <summary>The file it stands in; null where no font with Chinese glyphs was found.</summary>
    public string? File => _found.Value.File;

    /// <summary>The Chinese face, or the machine's own without Chinese glyphs; null where pictures cannot be drawn at all.</summary>
    public SKTypeface? Face => _found.Value.Face;

    private static (SKTypeface? Face, string? File) Find()
    {
        try
        {
            foreach (var file in Files())
            {
                if (Open(file) is { } face)
                {
                    return (face, file);
                }
            }
            return (SKTypeface.Default, null);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            // The library for pictures does not run on this machine.
            return (null, null);
        }
    }

    private static IEnumerable<string> Files()
    {
        var all = Folders().Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Select(file => (File: file, Name: Plain(file)))
            .Where(font => font.File.EndsWith(".ttc", StringComparison.OrdinalIgnoreCase) || font.File.EndsWith(".otf", StringComparison.OrdinalIgnoreCase) || font.File.EndsWith(".ttf", StringComparison.OrdinalIgnoreCase));
        return from font in all
               let rank = Array.FindIndex(Names, name => font.Name.Contains(name, StringComparison.Ordinal))
               where rank >= 0
               orderby rank, Unfit.Count(word => font.Name.Contains(word, StringComparison.Ordinal)), font.File
               select font.File;
    }

    /// <summary>Of a collection the face for simplified Chinese, else the first that has the glyphs.</summary>
    private static SKTypeface? Open(string file)
    {
        SKTypeface? first = null;
        for (var index = 0; index < MostFaces && SKTypeface.FromFile(file, index) is { } face; index++)
        {
            if (face.ContainsGlyphs(Sample))
            {
                if (face.FamilyName.EndsWith(" SC", StringComparison.Ordinal))
                {
                    return face;
                }
                first ??= face;
            }
        }
        return first;
    }

    private static string Plain(string file) => Path.GetFileName(file).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static IEnumerable<string> Folders() =>
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts"),
    ];
}

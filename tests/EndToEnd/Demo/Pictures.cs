using Microsoft.Playwright;

namespace Daogou.EndToEnd.Demo;

/// <summary>
/// Keeps a screenshot of each page under <c>artifacts/screenshots</c>. With <c>DAOGOU_README_PICTURES=1</c> in the environment the four that the README
/// shows are also written to <c>docs/images</c>.
/// </summary>
internal static class Pictures
{
    private static readonly string Root = FindRoot();

    public static Task TakeAsync(IPage page, string name, bool wholePage = false) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Root, "artifacts", "screenshots", name + ".png"), FullPage = wholePage });

    public static Task TakeAsync(ILocator part, string name) =>
        part.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Root, "artifacts", "screenshots", name + ".png") });

    /// <summary>Gives a taken screenshot to the README under this name, when asked to.</summary>
    public static void Show(string name, string inReadme)
    {
        if (Environment.GetEnvironmentVariable("DAOGOU_README_PICTURES") == "1")
        {
            var images = Directory.CreateDirectory(Path.Combine(Root, "docs", "images")).FullName;
            File.Copy(Path.Combine(Root, "artifacts", "screenshots", name + ".png"), Path.Combine(images, inReadme + ".png"), overwrite: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daogou.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}

using Xunit;

namespace Daogou.EndToEnd.Demo;

/// <summary>Finds a Chromium or Chrome that is already on the machine; none is downloaded.</summary>
internal static class Browsers
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The browser's path; skips the test with the reason when there is none, and on CI fails it.</summary>
    public static string Require()
    {
        string?[] asked = [Environment.GetEnvironmentVariable("DAOGOU_BROWSER"), .. Places];
        if (asked.FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }
        const string Missing = "No Chromium or Chrome was found (Debian package chromium, or its path in DAOGOU_BROWSER).";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail(Missing + " On CI it must be.");
        }
        Assert.Skip(Missing);
        return "";
    }
}

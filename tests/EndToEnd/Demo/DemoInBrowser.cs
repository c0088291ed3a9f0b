using Daogou.Api.Demo;
using Daogou.EndToEnd.Demo;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoInBrowser))]

namespace Daogou.EndToEnd.Demo;

/// <summary>One demo and one headless browser for all the tests that look at pages. Without a browser on the machine they skip; on CI they fail.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"daogou-demo-{Guid.NewGuid():N}");
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DemoRun? _demo;

    public DemoRun Demo => _demo ?? throw new InvalidOperationException("The demo has not been started; ask for a page first.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh visitor with a window of this size.</summary>
    public async Task<IBrowserContext> VisitAsync(int width, int height, string locale)
    {
        await StartOnceAsync();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            // A headless browser calls itself so, and our own rules would rightly not count its clicks.
            UserAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            DeviceScaleFactor = 1,
            IsMobile = width < 600,
            HasTouch = width < 600,
        });
        context.SetDefaultTimeout(30_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
        _starting.Dispose();
    }

    private async Task StartOnceAsync()
    {
        var browser = Browsers.Require();
        await _starting.WaitAsync();
        try
        {
            if (_browser is null)
            {
                _demo = await DemoRun.StartAsync(new DemoOptions { Port = 0, Folder = _folder }, TestContext.Current.CancellationToken);
                Assertions.SetDefaultExpectTimeout(30_000);
                _playwright = await Playwright.CreateAsync();
                _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = browser, Args = Arguments });
            }
        }
        finally
        {
            _starting.Release();
        }
    }
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Daogou.EndToEnd.Demo;

/// <summary>The chat room as a visitor uses it.</summary>
internal sealed class RoomPage(IPage page)
{
    public IPage Page => page;

    /// <summary>The messages of the open chat.</summary>
    public ILocator Messages => page.Locator("#log .msg");

    /// <summary>The bot's messages with a picture.</summary>
    public ILocator Cards => page.Locator("#log .msg:has(img)");

    public static async Task<RoomPage> OpenAsync(IPage page, Uri demo, string person, string chat, string language)
    {
        await page.GotoAsync(new Uri(demo, $"/room?as={person}&chat={chat}&lang={language}").AbsoluteUri);
        await Expect(page.Locator("#title")).Not.ToBeEmptyAsync();
        return new RoomPage(page);
    }

    /// <summary>A line of "what just happened".</summary>
    public ILocator Story(string kind, string words) => page.Locator($"#story li.{kind}").Filter(new LocatorFilterOptions { HasText = words });

    public Task PrivateChatAsync() => page.Locator("#chats button[data-chat=bot]").ClickAsync();

    public async Task SayAsync(string text)
    {
        await page.Locator("#text").FillAsync(text);
        await page.Locator("#say button").ClickAsync();
        await Expect(Messages.Filter(new LocatorFilterOptions { HasText = text }).Last).ToBeVisibleAsync();
    }

    /// <summary>Presses a button below the newest message that has it.</summary>
    public Task PressAsync(string label) => page.Locator("#log .keys button").Filter(new LocatorFilterOptions { HasText = label }).Last.ClickAsync();

    public Task HearAsync(string words) => Expect(Messages.Filter(new LocatorFilterOptions { HasText = words }).Last).ToBeVisibleAsync();

    public Task PushAsync(int hours) => page.Locator($"[data-hours='{hours}']").ClickAsync();

    /// <summary>Presses a card's way to the shop and lands in a new tab.</summary>
    public Task<IPage> ToShopAsync(ILocator card) =>
        page.Context.RunAndWaitForPageAsync(() => card.Locator(".keys a.link").First.ClickAsync());
}

using System.Text.Json;
using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Deals;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary>
/// <c>/setup</c>: a group's settings by buttons, for those who run it. Each press is asked of the channel anew; lists of words are
/// replied to a question, or written behind the command (<c>/setup words coffee tea</c>).
/// </summary>
public sealed class SetupCommand(Database book, DigestDesk digests, DealCards cards, TimeProvider time) : IBotCommand
{
    public string Name => "setup";

    public CommandAudience Audience => CommandAudience.GroupAdmins;

    public string Describe(string language) => Words.In(language, "群设置：时间、品类、关键词、语言", "Set up this group: time, categories, words, language");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var group = incoming.Group ?? throw new InvalidOperationException("The gate lets /setup through in groups only.");
        if (incoming.Callback is { } pressed)
        {
            return await PressAsync(group, incoming, pressed, cancellationToken);
        }
        if (incoming.Answers is { } question)
        {
            return await ChangeAsync(group, incoming, question.Step, incoming.Text, isPressed: false, cancellationToken);
        }
        var parts = incoming.Text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [var what, var value])
        {
            return await ChangeAsync(group, incoming, what, value, isPressed: false, cancellationToken);
        }
        // Said inside a topic, it binds the posts to that topic.
        var bound = await SaveAsync(group.Id, incoming, known => known with { Topic = incoming.Topic }, cancellationToken);
        return SetupScreens.Home(bound);
    }

    private async Task<Answer> PressAsync(Group group, Incoming incoming, string pressed, CancellationToken cancellationToken)
    {
        var (what, value) = pressed.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? (pressed[..at], pressed[(at + 1)..]) : (pressed, null);
        return (what, value) switch
        {
            ("home", _) => incoming.CallbackMessage is null ? SetupScreens.Home(group) : Answer.InPlace(SetupScreens.Home(group)),
            ("preview", _) => await PreviewAsync(group, incoming, cancellationToken),
            ("category", null) => Answer.InPlace(SetupScreens.Categories(group, await CategoriesAsync(cancellationToken))),
            ("category", { } key) => await ToggleCategoryAsync(group, incoming, key, cancellationToken),
            ("words" or "exclude", null) => new Answer([SetupScreens.AskWords(group, what)]) { Asks = new Question(what, "{}") },
            (_, null) => SetupScreens.Of(group, what) is { } screen ? Answer.InPlace(screen) : Stale.Button(incoming.Language),
            _ => await ChangeAsync(group, incoming, what, value, isPressed: true, cancellationToken),
        };
    }

    private async Task<Answer> ChangeAsync(Group group, Incoming incoming, string what, string value, bool isPressed, CancellationToken cancellationToken)
    {
        if (SetupChange.Apply(group, what, value) is null)
        {
            return SetupScreens.NotUnderstood(group, what);
        }
        var saved = await SaveAsync(group.Id, incoming, known => SetupChange.Apply(known, what, value) ?? known, cancellationToken);
        return isPressed ? Answer.InPlace(SetupScreens.Home(saved)) : SetupScreens.Home(saved);
    }

    private async Task<Answer> ToggleCategoryAsync(Group group, Incoming incoming, string key, CancellationToken cancellationToken)
    {
        var categories = await CategoriesAsync(cancellationToken);
        if (key != "all" && categories.FirstOrDefault(category => SetupScreens.CategoryKey(category) == key) is null)
        {
            return Stale.Button(incoming.Language);
        }
        var chosen = categories.FirstOrDefault(category => SetupScreens.CategoryKey(category) == key);
        var saved = await SaveAsync(group.Id, incoming, known => SetupChange.ToggleCategory(known, chosen), cancellationToken);
        return Answer.InPlace(SetupScreens.Categories(saved, categories));
    }

    /// <summary>What would be posted now, for the admin's eyes: without tracked links, so that nothing is counted.</summary>
    private async Task<Answer> PreviewAsync(Group group, Incoming incoming, CancellationToken cancellationToken)
    {
        var draft = await digests.PreviewAsync(group.Id, cancellationToken);
        if (draft is not { Picks.Count: > 0 })
        {
            return SetupScreens.NothingToPreview(group, draft?.Passes.Count ?? 0);
        }
        var views = draft.Picks.Select(DealView.Of).ToList();
        return cards.List(incoming, Words.In(group.Language, "👀 <b>预览：现在会发的精选</b>", "👀 <b>Preview: what I would post now</b>"), views, 1);
    }

    private Task<IReadOnlyList<string>> CategoriesAsync(CancellationToken cancellationToken) =>
        book.ReadAsync(DealStore.CategoriesAsync, cancellationToken);

    /// <summary>Changes the group as it stands now, and makes the first admin who acts the one who gets its share.</summary>
    private Task<Group> SaveAsync(long groupId, Incoming incoming, Func<Group, Group> change, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var known = await GroupStore.FindAsync(session, groupId) ?? throw new InvalidOperationException($"Group {groupId} is gone.");
                var changed = change(known) with
                {
                    AdminMemberId = known.AdminMemberId ?? (incoming.Member.Id == 0 ? null : incoming.Member.Id),
                    UpdatedAt = time.GetUtcNow(),
                };
                await GroupStore.SaveAsync(session, changed);
                return changed;
            },
            cancellationToken);
}

/// <summary>A group's settings and what one act makes of them. Pure.</summary>
internal static class SetupChange
{
    private const int MostWords = 30;

    /// <summary>The changed group; null when the value is not one that this setting takes.</summary>
    public static Group? Apply(Group group, string what, string value) => what switch
    {
        "hour" when value == "off" => group with { DigestMinute = null },
        "hour" => ReadMinute(value) is { } minute ? group with { DigestMinute = minute } : null,
        "zone" => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _) ? group with { Zone = value } : null,
        "lang" => value is Words.Chinese or Words.English ? group with { Language = value } : null,
        "discount" => int.TryParse(value.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 90
            ? group with { MinDiscountBp = percent * 100 }
            : null,
        "items" => int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var items) && items is >= 1 and <= 10 ? group with { MaxItems = items } : null,
        "week" when value == "off" => group with { WeekItems = null },
        "week" => int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var week) && week is >= 1 and <= 70 ? group with { WeekItems = week } : null,
        "least" when value == "off" => group with { LeastScore = null },
        "least" => int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var least) && least is >= 0 and <= 100 ? group with { LeastScore = least } : null,
        "quiet" => ReadQuiet(group, value),
        "words" => ReadWords(value) is { } words ? group with { Words = words } : null,
        "exclude" => ReadWords(value) is { } words ? group with { ExcludedWords = words } : null,
        "category" or "categories" => ReadWords(value) is { } words ? group with { Categories = words } : null,
        _ => null,
    };

    /// <summary>Takes a category in or out; null takes all in.</summary>
    public static Group ToggleCategory(Group group, string? category)
    {
        var chosen = List(group.Categories);
        if (category is null)
        {
            return group with { Categories = "[]" };
        }
        if (!chosen.Remove(category))
        {
            chosen.Add(category);
        }
        return group with { Categories = JsonSerializer.Serialize(chosen) };
    }

    public static List<string> List(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];

    /// <summary><c>9</c>, <c>09:30</c> or <c>930</c> minutes are not guessed at: an hour or a clock time.</summary>
    private static int? ReadMinute(string value)
    {
        var parts = value.Replace('：', ':').Split(':');
        return int.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and <= 23
            && (parts.Length == 1 ? 0 : int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var read) ? read : -1) is var minute and >= 0 and <= 59
            && parts.Length <= 2
            ? (hour * 60) + minute
            : null;
    }

    private static Group? ReadQuiet(Group group, string value)
    {
        if (value == "off")
        {
            return group with { QuietFrom = null, QuietTo = null };
        }
        return value.Split('-') is [var from, var to] && ReadMinute(from) is { } start && ReadMinute(to) is { } end && start != end
            ? group with { QuietFrom = start, QuietTo = end }
            : null;
    }

    /// <summary>Words by spaces or commas; a dash alone empties the list.</summary>
    private static string? ReadWords(string value)
    {
        if (value is "-" or "–" or "off")
        {
            return "[]";
        }
        var words = value.Split([' ', ',', '，', '、', '\n', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return words.Count is > 0 and <= MostWords && words.TrueForAll(word => word.Length <= 40) ? JsonSerializer.Serialize(words) : null;
    }
}

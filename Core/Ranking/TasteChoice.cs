using System.Globalization;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Core.Ranking;

/// <summary>Chooses a digest by what the group's members are expected to open.</summary>
internal static class TasteChoice
{
    public static List<Candidate> Choose(List<Candidate> open, int slots, DigestCaps caps, GroupTaste taste, DateTimeOffset now, List<Pass> passes)
    {
        var picker = new SlatePicker(new Draws(taste.Seed));
        var above = new Dictionary<string, int>(StringComparer.Ordinal);
        var picks = new List<Candidate>(slots);
        var left = open.ConvertAll(candidate => (Candidate: candidate, Appeal: taste.Appeal(candidate, now)));
        while (picks.Count < slots)
        {
            left.RemoveAll(RuledOut);
            if (left.Count == 0)
            {
                break;
            }
            var choice = picker.Choose(left.ConvertAll(one => one.Appeal), above, picks.Count, slots);
            var (candidate, appeal) = left[choice.Index];
            left.RemoveAt(choice.Index);
            var ofCategory = above.GetValueOrDefault(appeal.Category);
            picks.Add(Told(candidate, appeal, choice, ofCategory));
            above[appeal.Category] = ofCategory + 1;
            caps.Take(candidate);
        }
        passes.AddRange(left.Select(one => new Pass(
            one.Candidate with { Expected = one.Appeal.Click.Chance }, PassRule.BelowTheBest, $"score {one.Candidate.Score.Total}, {Percent(one.Appeal.Click.Chance)} expected to open it")));
        return picks;

        bool RuledOut((Candidate Candidate, Appeal Appeal) one)
        {
            if (caps.RuledOut(one.Candidate) is not var (rule, detail))
            {
                return false;
            }
            passes.Add(new Pass(one.Candidate with { Expected = one.Appeal.Click.Chance }, rule, detail));
            return true;
        }

        Candidate Told(Candidate candidate, Appeal appeal, Choice choice, int ofCategory)
        {
            var chance = appeal.Click.Chance;
            var parts = new List<ScorePart>(candidate.Score.Parts) { Interest(candidate, chance) };
            if (choice.IsTrial)
            {
                parts.Add(new ScorePart(ScorePartKind.Trial, 0, "试一试群友喜不喜欢", "tried to learn what is liked here"));
            }
            return candidate with
            {
                Score = new DealScore(parts.Sum(part => part.Points), parts),
                Expected = chance,
                Chosen = new PickChoice(choice.Propensity, chance, choice.IsTrial, new PickFacts(taste.Offer(candidate), taste.Showing(candidate, now).TimesShown, ofCategory)),
            };
        }

        ScorePart Interest(Candidate candidate, double chance)
        {
            // Against what this group opens of anything: twice as much is worth ten points.
            var usual = Math.Clamp(taste.Learnt.Usual(taste.Group), 1e-6, 1);
            var points = (int)Math.Clamp(Math.Round(10 * Math.Log2(chance / usual)), -20, 30);
            return taste.People is > 0 and var people
                ? new ScorePart(ScorePartKind.Interest, points, $"预计{people}位群友中约{People(chance, people)}位会点开", $"about {People(chance, people)} of {people} members are expected to open it")
                : new ScorePart(ScorePartKind.Interest, points, $"群友点开的可能是平常的{Times(chance / usual)}倍", $"members are {Times(chance / usual)} times as likely to open it as usual");
        }
    }

    private static string People(double chance, int people) => Math.Max(1, Math.Round(chance * people)).ToString("0", CultureInfo.InvariantCulture);

    private static string Times(double times) => times.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double chance) => (chance * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}

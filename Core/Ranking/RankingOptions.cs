using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>Rules of choice that hold for every group. Section <c>Ranking</c>.</summary>
public sealed class RankingOptions
{
    public const string Section = "Ranking";

    /// <summary>Days for which a deal that a group saw is not shown to it again.</summary>
    [Range(1, 90)]
    public int NotAgainForDays { get; set; } = 7;

    /// <summary>Unless its price fell by this much below the one that was shown, in basis points.</summary>
    [Range(1, 10_000)]
    public int AgainWhenCheaperByBp { get; set; } = 500;

    /// <summary>A reduction smaller than this, in basis points, is no news and not posted, whatever a group asks for.</summary>
    [Range(0, 5_000)]
    public int LeastOffBp { get; set; } = 500;

    /// <summary>
    /// Where a reduction deepens step by step, it is reckoned from the prices before its first step (98/6/EC art. 6a(5)); only where the member state
    /// of the shop's buyers chose so.
    /// </summary>
    public bool StepwiseReductions { get; set; }

    /// <summary>How a price is held against its history.</summary>
    public PriceTruthRule ToRule() => PriceTruthRule.Usual with { IsStepwise = StepwiseReductions };

    /// <summary>At most this part of a digest is one merchant's, in percent (never fewer than one item).</summary>
    [Range(1, 100)]
    public int MerchantPercent { get; set; } = 60;

    /// <summary>At most this part of a digest is one category's, in percent (never fewer than one item).</summary>
    [Range(1, 100)]
    public int CategoryPercent { get; set; } = 50;

    /// <summary>What ends sooner than this many minutes is not posted any more.</summary>
    [Range(0, 1440)]
    public int LeastMinutesLeft { get; set; } = 30;

    /// <summary>After so many days what a group clicked weighs half when its taste is learnt.</summary>
    [Range(1, 365)]
    public int TasteHalfLifeDays { get; set; } = 12;

    /// <summary>What came of the posts is learnt from again after so many minutes.</summary>
    [Range(1, 1440)]
    public int LearnEveryMinutes { get; set; } = 60;

    /// <summary>Name of an experiment: groups are dealt out over its arms for as long as it stands here. Empty: none runs.</summary>
    [MaxLength(100)]
    public string Experiment { get; set; } = "";

    /// <summary>The experiment's arms, with weights where they are not equal (<c>taste:9,score:1</c>): <c>taste</c> ranks by what was learnt, <c>score</c> by the score alone.</summary>
    [RegularExpression("^(taste|score)(:[0-9.]{1,6})?,(taste|score)(:[0-9.]{1,6})?$")]
    public string ExperimentArms { get; set; } = "taste,score";

    /// <summary>A digest that could not go out at its hour still goes out this many hours later, then not that day.</summary>
    [Range(1, 23)]
    public int CatchUpHours { get; set; } = 4;
}

[OptionsValidator]
internal sealed partial class RankingOptionsValidator : IValidateOptions<RankingOptions>;

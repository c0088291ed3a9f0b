namespace Daogou.Core.Ranking;

/// <summary>What stopped a deal, in words for people.</summary>
public static class RankWords
{
    public static string Of(PassRule rule, string language)
    {
        var (zh, en) = rule switch
        {
            PassRule.WrongCategory => ("不在本群的品类里", "not in this group's categories"),
            PassRule.WordsMissing => ("没有本群要的关键词", "has none of this group's words"),
            PassRule.ExcludedWord => ("有本群排除的词", "has a word this group excludes"),
            PassRule.TooLittleOff => ("折扣不够", "too little off"),
            PassRule.NotADeal => ("并不比平时便宜", "not cheaper than usual"),
            PassRule.ShownLately => ("最近发过", "shown here lately"),
            PassRule.MerchantFull => ("这家店已经够多了", "enough from this shop already"),
            PassRule.CategoryFull => ("这个品类已经够多了", "enough of this category already"),
            PassRule.BelowTheBest => ("有更好的", "others were better"),
            PassRule.SameProduct => ("同款有更好的价", "the same product is there at a better price"),
            PassRule.EndsTooSoon => ("马上就结束了", "ends too soon"),
            PassRule.NotThereYet => ("那时还没有采集到", "not known yet then"),
            PassRule.TooWeak => ("不值得单独发一条", "not worth a message here"),
            PassRule.WeekFull => ("本周已经发够了", "enough was posted this week"),
            PassRule.NotActive => ("已结束或被下架", "ended or taken away"),
        };
        return language == "zh" ? zh : en;
    }
}

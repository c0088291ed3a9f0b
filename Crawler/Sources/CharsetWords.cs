using System.Globalization;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Sources;

/// <summary>How a document's text was read, in words.</summary>
public static class CharsetWords
{
    /// <summary><c>gbk, declared by the server; 3 replacement characters</c>.</summary>
    public static string Of(string charset, CharsetBy by, long replaced, string language)
    {
        var zh = language == "zh";
        var count = replaced.ToString("N0", CultureInfo.InvariantCulture);
        var broken = replaced == 0 ? "" : zh ? $"；{count} 个替换字符" : $"; {count} replacement {(replaced == 1 ? "character" : "characters")}";
        return $"{charset}{(zh ? "，" : ", ")}{By(by, zh)}{broken}";
    }

    private static string By(CharsetBy by, bool zh) => by switch
    {
        CharsetBy.Mark => zh ? "按字节序标记" : "by its byte order mark",
        CharsetBy.Setting => zh ? "按配置" : "as the settings say",
        CharsetBy.ValidUtf8 => zh ? "全部是有效的 UTF-8" : "all of it is valid UTF-8",
        CharsetBy.Served => zh ? "服务器声明" : "declared by the server",
        CharsetBy.Declared => zh ? "文件声明" : "declared by the document",
        CharsetBy.Guessed => zh ? "按字节推断" : "guessed from its bytes",
        CharsetBy.Usual => zh ? "无从判断，取常用" : "the usual one, for nothing tells",
        CharsetBy.DamagedUtf8 => zh ? "部分损坏的 UTF-8" : "damaged in places",
    };
}

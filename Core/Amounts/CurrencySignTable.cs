namespace Daogou.Core.Amounts;

/// <summary>A sign or word for a currency as people write it.</summary>
/// <param name="Unit">What one of it is in major units: 0.01 for cents.</param>
internal sealed record CurrencySign(string Text, string? Code, string[] Shared, bool BeforeOnly, bool AfterOnly, bool IsExact, decimal Unit);

/// <summary>
/// The signs and words in use besides ISO codes. A line is <c>signs code[,also…] [flags]</c>: signs are parted by <c>|</c>, <c>_</c> is a space, <c>?</c> stands
/// for no currency by itself. Flags: <c>&lt;</c> only before the amount, <c>&gt;</c> only behind it, <c>!</c> in just this case, <c>c</c> hundredths, <c>d</c> tenths.
/// </summary>
internal static class CurrencySignTable
{
    private const string Lines = """
        $ USD,AUD,CAD,HKD,SGD,TWD,MXN,NZD,ARS,CLP,COP,UYU,DOP,JMD,TTD,BBD,BMD,BSD,BZD,BND,FJD,GYD,LRD,NAD,SRD,XCD,KYD,CUP
        US$|US_$|U.S._$|U.S.$|$US|$_US|U$S|U$D|USA$|US-$|dollar|dollars|dólar|dólares|dolar|Dollar_US|долл|долл.|доллар|долларов|美元|美金|美刀|刀 USD
        A$|AU$|AU_$|$AU|$A|$_AU|AUS$|Aust$|澳元|澳币 AUD !
        C$ CAD,NIO !
        CA$|CA_$|C_$|$CA|$_CA|CDN$|Can$|CDN_$|$C|加元|加币 CAD !
        HK$|HK_$|$HK|HK元|港币|港幣|港元|港纸 HKD
        NT$|NT_$|NTD|TW$|NT元|新台币|新台幣|台币|台幣|臺幣 TWD
        S$|SG$|SG_$|新元|新币|新加坡元|坡币 SGD !
        NZ$|NZ_$|$NZ|纽币|新西兰元 NZD
        MX$|MEX$|Mex$|M.N.|$MN|MXN$|Mex_$|pesos_mexicanos MXN
        R$|R_$|reais|real BRL
        AR$|ARS$|Arg$|$AR|AR_$ ARS
        RD$ DOP
        CL$|CLP$ CLP
        COL$|COP$|Col$ COP
        $U|UY$|UYU$|U$ UYU !
        J$|JA$ JMD !
        TT$ TTD
        BZ$ BZD
        Bds$|BD$ BBD
        B$ BND,BSD,BBD !
        EC$ XCD
        FJ$|F$ FJD !
        N$ NAD !
        G$|GY$ GYD !
        L$ LRD !
        CI$ KYD
        MOP$|澳门元|澳門幣|葡币 MOP
        Z$|ZW$ ZWL !
        $b|$B BOB !
        €|euro|euros|eur.|euroa|Euró|ευρώ|евро|欧元|歐元|يورو EUR
        £ GBP,EGP,LBP,SYP,GIP,FKP
        E£|£E|L.E.|LE|ج.م.|ج.م|جنيه EGP !
        L.L.|ل.ل.|ل.ل LBP
        ل.س SYP
        欧 EUR >
        镑 GBP >
        GB£|UK£|pound|pounds|英镑|英鎊|фунт|фунтов GBP
        ¥ CNY,JPY
        CN¥|RMB|¥CN|人民币|人民幣|元人民币|块钱|块|塊|yuan CNY
        元|圆|圓 CNY,TWD,HKD,JPY,MOP
        JP¥|円|日元|日圆|日圓|yen JPY
        ₩|원|won|韩元|韓元|韩币 KRW
        ₹|₨. INR
        Rs|Rs.|R.s. INR,PKR,LKR,NPR,MUR,SCR
        ₨ PKR,INR,LKR,NPR,MUR,SCR
        रु|रु.|रू|रू.|रुपये|रूपये INR,NPR
        rupee|rupees|rupiya INR,PKR,LKR,NPR
        ரூ|ரூ.|రూ|రూ.|રૂ|₹. INR
        රු|රු. LKR
        ৳|Tk|Tk.|টাকা|taka BDT
        Rf|Rf.|ރ. MVR !
        Nu. BTN !
        ₽|руб|руб.|рублей|рубля|рубль|р.|roubles|rubles|卢布 RUB
        р|Р|рублі RUB > !
        ₴|грн|грн.|гривен|гривні|гривень|hrn|uah. UAH
        бел._руб.|бел.руб.|б.р. BYN
        Br|Br. ?,BYN,ETB !
        ₸|тг|тг.|тенге|теңге KZT
        сум|сўм|so'm|soum UZS
        сом KGS
        смн|сомони TJS
        ₼|манат|man. AZN
        ₾|ლარი|лари|lari GEL
        ֏|դր|դր.|драм|др. AMD
        ₺|TL|YTL|lira|лир TRY !
        ₪|NIS|ש"ח|שח|ש״ח|shekel|shekels ILS
        zł|zl|zł.|złotych|złote|złoty|злотых PLN
        Kč|Kčs|Kc|Kč.|korun|korún CZK
        Ft|Ft.|forint HUF !
        lei|leu|lei. RON,MDL
        лв|лв.|лева|lv|lv. BGN
        дин|дин.|динара|din|din.|dinara RSD
        ден|ден.|денари|den. MKD
        den MKD >
        KM BAM > !
        lekë|Lek ALL !
        kn|kuna HRK >
        kr|kr.|kronor|kroner|krónur|kronur|крон ?,SEK,NOK,DKK,ISK
        SFr|SFr.|Fr.|Fr|sFr.|CHF.|francs CHF,XAF,XOF,XPF
        FCFA|F_CFA|CFA|F.CFA ?,XOF,XAF
        F ?,XPF,XOF,XAF,CHF > !
        د.إ.|د.إ AED
        درهم AED,MAD
        Dhs|Dhs.|AED.|dirhams|dirham AED
        DH|Dh|Dh. MAD,AED > !
        Dh|Dh.|DH AED < !
        ر.س.|ر.س|SR|⃁ SAR !
        ريال SAR,YER,OMR,QAR
        ﷼|ریال IRR,SAR,YER,OMR,QAR
        تومان|تومن ?
        ر.ع.|ر.ع OMR
        R.O. OMR
        ر.ق.|ر.ق|QR QAR !
        د.ك.|د.ك|د.ک|K.D.|KD KWD !
        د.ب.|د.ب|BD|B.D. BHD !
        د.أ.|د.أ|د.ا|JD JOD !
        دينار ?,KWD,BHD,JOD,IQD,DZD,TND,LYD
        د.ع.|د.ع IQD
        د.ت.|د.ت|DT TND !
        د.ج.|د.ج|DA|دج DZD !
        د.م.|د.م MAD
        ฿|บาท|baht|泰铢 THB
        ₫|đ|VNĐ|đồng|dong|越南盾 VND
        Rp|Rp.|rupiah IDR
        RM|令吉|马币|ringgit MYR !
        ₱|Php.|piso PHP
        P ?,PHP,BWP < !
        peso|pesos ?,MXN,PHP,ARS,CLP,COP,UYU,DOP,CUP
        ៛ KHR
        ₭ LAK
        ₮|төг|төгрөг MNT
        Ks|ကျပ် MMK !
        K ?,PGK,ZMW,MMK < !
        S/.|S/|soles|sol PEN
        Bs|Bs.|bolivianos BOB,VES !
        BsF|Bs.F|Bs.S|BsS|Bs.D|bolívares VES
        Q|Q. GTQ < !
        L|L. HNL < !
        B/. PAB
        ₡ CRC
        ₲|Gs|Gs. PYG
        R ZAR < !
        ₦|naira NGN
        N ?,NGN,NAD < !
        GH₵|GH¢|₵|cedi|cedis GHS
        KSh|KSh.|Kshs|Kshs.|K.Sh. KES
        TSh|TSh. TZS
        USh|USh. UGX
        Sh|Sh.|shillings ?,KES,TZS,UGX,SOS
        ZK ZMW !
        MTn|MT MZN !
        Kz AOA !
        Ar MGA !
        FRw|RF RWF !
        ₿|BTC ?
        ƒ ?,ANG,AWG
        ¢|cents|cent USD,EUR,AUD,CAD,NZD,ZAR >c
        角|毛 CNY >d
        ct|ct.|cts|eurocent|Cent EUR,USD >c
        """;

    public static IReadOnlyList<CurrencySign> All { get; } = [.. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(Signs)];

    private static IEnumerable<CurrencySign> Signs(string line)
    {
        var parts = line.Split(' ', 3);
        var codes = parts[1].Split(',');
        var flags = parts.Length > 2 ? parts[2] : "";
        var code = codes[0] == "?" ? null : codes[0];
        var shared = codes.Length == 1 ? [] : codes.Where(name => name != "?").ToArray();
        return parts[0].Split('|').Select(text => new CurrencySign(
            text.Replace('_', ' '), code, shared, flags.Contains('<', StringComparison.Ordinal), flags.Contains('>', StringComparison.Ordinal),
            flags.Contains('!', StringComparison.Ordinal) || text.Length == 1 && char.IsAsciiLetter(text[0]), flags.Contains('c', StringComparison.Ordinal) ? 0.01m : flags.Contains('d', StringComparison.Ordinal) ? 0.1m : 1m));
    }
}

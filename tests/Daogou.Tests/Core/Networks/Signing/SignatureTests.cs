using System.Globalization;
using System.Text;
using Daogou.Core.Networks.Signing;
using Xunit;

namespace Daogou.Tests.Core.Networks.Signing;

/// <summary>Signatures against the platforms' published examples, and against examples worked out from the documents where none is published.</summary>
public sealed class SignatureTests
{
    private static readonly Dictionary<string, string> Top = new(StringComparer.Ordinal)
    {
        ["method"] = "taobao.item.seller.get",
        ["app_key"] = "12345678",
        ["session"] = "test",
        ["timestamp"] = "2016-01-01 12:00:00",
        ["format"] = "json",
        ["v"] = "2.0",
        ["sign_method"] = "md5",
        ["fields"] = "num_iid,title,nick,price,num",
        ["num_iid"] = "11223344",
    };

    private static readonly Dictionary<string, string> Kuaishou = new(StringComparer.Ordinal)
    {
        ["access_token"] = "at",
        ["appkey"] = "ks123",
        ["method"] = "open.distribution.cps.kwaimoney.order.list",
        ["param"] = """{"pageSize":50,"pcursor":""}""",
        ["signMethod"] = "MD5",
        ["timestamp"] = "1700000000000",
        ["version"] = "1",
    };

    [Fact]
    public void TOP_signs_as_published() => Assert.Equal("66987CB115214E59E6EC978214934FB8", Signatures.TopMd5(Top, "helloworld"));

    [Fact]
    public void TOP_signs_with_HMAC_without_the_secret_round_the_text()
    {
        Assert.Equal("D56D7858309C31B6251083A874D48273", Signatures.TopHmac(new Dictionary<string, string>(Top) { ["sign_method"] = "hmac" }, "helloworld"));
        Assert.Equal(
            "04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8",
            Signatures.TopHmacSha256(new Dictionary<string, string>(Top) { ["sign_method"] = "hmac-sha256" }, "helloworld"));
    }

    [Fact]
    public void Pinduoduo_signs_as_published()
    {
        Assert.Equal("E4DE3ED21002510DED352819E7AE6775", Signatures.Pdd(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["type"] = "pdd.order.number.list.get",
                ["client_id"] = "1",
                ["access_token"] = "asd78172s8ds9a921j9qqwda12312w1w21211",
                ["data_type"] = "XML",
                ["order_status"] = "1",
                ["page"] = "1",
                ["page_size"] = "10",
                ["timestamp"] = "1480411125",
            },
            "testSecret"));
        Assert.Equal("419A346BD617A76CA343C58775B2F0FB", Signatures.Pdd(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["client_id"] = "testClient",
                ["custom_parameters"] = """{"uid":"u1","sid":"s1"}""",
                ["data_type"] = "JSON",
                ["generate_short_url"] = "true",
                ["goods_sign_list"] = """["c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN"]""",
                ["p_id"] = "1000001_2000001",
                ["timestamp"] = "1700000000",
                ["type"] = "pdd.ddk.goods.promotion.url.generate",
            },
            "testSecret"));
    }

    [Fact]
    public void JD_signs_as_published()
    {
        Assert.Equal("D70825340F4084360B9362B60DFD7930", Signatures.Jd(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["access_token"] = "yourtoken",
                ["app_key"] = "yourappkey",
                ["method"] = "jingdong.pop.order.search",
                ["timestamp"] = "2021-05-07 09:20:39.683+0800",
                ["v"] = "2.0",
                ["360buy_param_json"] =
                    """{"end_date":null,"optional_fields":null,"order_state":"WAIT_SELLER_STOCK_OUT","page":"1","page_size":"200","start_date":null}""",
            },
            "yourappSecret"));
        Assert.Equal("F397C359CA9362B496936BC5BE5FF63C", Signatures.Jd(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["v"] = "1.0",
                ["app_key"] = "testKey",
                ["format"] = "json",
                ["method"] = "jd.union.open.order.row.query",
                ["sign_method"] = "md5",
                ["timestamp"] = "2024-01-02 03:04:05",
                ["360buy_param_json"] =
                    """{"orderReq":{"pageIndex":1,"pageSize":200,"type":3,"startTime":"2024-01-02 02:00:00","endTime":"2024-01-02 03:00:00"}}""",
            },
            "testSecret"));
    }

    [Fact]
    public void Douyin_signs_as_published_whatever_else_is_sent()
    {
        var product = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app_key"] = "6844048284663924231",
            ["method"] = "product.list",
            ["param_json"] = """{"page":"0","size":"20"}""",
            ["timestamp"] = "2020-07-05 22:33:59",
            ["v"] = "2",
            ["access_token"] = "a token",
            ["sign_method"] = "hmac-sha256",
        };
        Assert.Equal(
            "a84fc5747114e63196565192a19f80d9d78819b8c8f5940eeb282bf78260901d", Signatures.Buyin(product, "749698a6-fcb3-4358-b241-ec1d93cf9c1f"));
        Assert.Equal("c638c79784e19690f8c549fc2c38e5080e1040f807eb3cb266250daa2a625b76", Signatures.Buyin(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["app_key"] = "7000000000000000001",
                ["method"] = "buyin.doukeOrderAds",
                ["param_json"] =
                    """{"cursor":"0","end_time":"2024-01-02 00:00:00","size":20,"start_time":"2024-01-01 00:00:00","time_type":"update"}""",
                ["timestamp"] = "2024-01-02 03:04:05",
                ["v"] = "2",
            },
            "testSecret"));
    }

    [Fact]
    public void Pangle_signs_four_parameters_and_no_other() =>
        Assert.Equal("a8ecb742fe38030ffe9303d5781621c0", Signatures.Pangle(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["app_id"] = "5000001",
                ["data"] = """{"page":1,"page_size":20}""",
                ["req_id"] = "00000000-0000-4000-8000-000000000000",
                ["timestamp"] = "1700000000",
                ["version"] = "1",
                ["sign_type"] = "MD5",
            },
            "testSecret"));

    [Fact]
    public void Kuaishou_signs_with_MD5_and_with_HMAC()
    {
        Assert.Equal("78b6e0491c3018a42c44cdb22f8f55dd", Signatures.KuaishouMd5(Kuaishou, "sec"));
        Assert.Equal(
            "4V5O+7ksL1O4Th50OpPiWetmQX9FJBQIoN+RMDQm1eQ=",
            Signatures.KuaishouHmac(new Dictionary<string, string>(Kuaishou) { ["signMethod"] = "HMAC_SHA256" }, "sec"));
    }

    [Fact]
    public void Vipshop_signs_the_system_parameters_and_the_bytes_of_the_body()
    {
        var system = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["service"] = "com.vip.adp.api.open.service.UnionOrderService",
            ["method"] = "orderListWithOauth",
            ["version"] = "1.0.0",
            ["timestamp"] = "1700000000",
            ["format"] = "json",
            ["appKey"] = "testKey",
            ["accessToken"] = "tok",
            ["language"] = "zh",
        };
        var body = """{"queryModel":{"page":1,"pageSize":20,"requestId":"r1"}}"""u8.ToArray();
        Assert.Equal("E48CE94AF25523953DFA4C7C316A5FFC", Signatures.Vip(system, body, "testSecret"));
        Assert.NotEqual("E48CE94AF25523953DFA4C7C316A5FFC", Signatures.Vip(system, [.. body, (byte)' '], "testSecret"));
    }

    [Fact]
    public void Dataoke_signs_the_query_with_the_key_at_its_end() =>
        Assert.Equal("50B810BAB58EF6F0CB3F68A0ADDE5FA2", Signatures.Dataoke(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["version"] = "v1.2.4",
                ["appKey"] = "testKey",
                ["pageSize"] = "100",
                ["pageId"] = "1",
            },
            "testSecret"));

    [Fact]
    public void Order_is_by_bytes_under_every_culture_and_empty_values_and_the_signature_itself_are_left_out()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "zh-CN", "tr-TR", "sv-SE", "cs-CZ" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                var mixed = new Dictionary<string, string>(Top) { ["sign"] = "whatever", ["simplify"] = "" };
                Assert.Equal("66987CB115214E59E6EC978214934FB8", Signatures.TopMd5(mixed, "helloworld"));
                Assert.Equal(
                    Signatures.Pdd(new Dictionary<string, string> { ["a_b"] = "1", ["aB"] = "2", ["ab"] = "3", ["1"] = "4" }, "s"),
                    SignedBy("s14aB2a_b1ab3s"));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

#pragma warning disable CA5351
    private static string SignedBy(string text) => Convert.ToHexString(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}

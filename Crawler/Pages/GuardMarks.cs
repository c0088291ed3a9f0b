namespace Daogou.Crawler.Pages;

/// <summary>What guards write. Words, titles and addresses in small letters; what is thin counts only on a page that says little else.</summary>
internal static class GuardMarks
{
    public static readonly string[] ChallengeAddresses =
    [
        "_____tmd_____/punish", "x5secdata", "captcha-delivery.com", "/cdn-cgi/challenge-platform/", "__cf_chl_", "/errors/validatecaptcha",
        "cfe.m.jd.com", "/sorry/index?", "google.com/sorry", "validate.perfdrive.com", "/_incapsula_resource", "/px/captcha", "/blocked?url=",
        "/.within.website/", "verify.yangkeduo.com", "/psnl_verification", "/splashui/challenge", "/splashui/captcha", "geo.captcha", "/showcaptcha",
    ];

    public static readonly string[] ChallengeTitles =
    [
        "just a moment", "attention required! | cloudflare", "access denied", "pardon our interruption", "robot check", "bot check",
        "are you a robot", "are you human", "security check", "security checkpoint", "verify you are human", "verifying you are human",
        "human verification", "making sure you're not a bot", "ddos-guard", "ddos protection", "checking your browser", "please wait... | cloudflare",
        "one more step", "captcha", "sucuri website firewall", "access to this page has been denied", "you have been blocked", "request unsuccessful",
        "bot verification", "client challenge", "please verify", "un momento", "einen moment", "un instant", "nur einen moment", "een moment geduld",
        "só um momento", "um momento", "bir dakika lütfen", "один момент", "ещё один шаг", "ой!", "вы не робот", "请稍候", "请稍候…",
        "しばらくお待ちください", "잠시만 기다리십시오", "安全验证", "安全驗證", "滑块验证", "滑动验证", "人机验证", "访问验证", "验证码", "京东验证",
        "访问被拒绝", "访问受限", "unusual traffic", "challenge validation", "oh noes!", "service unavailable - blocked", "vercel security",
        "403 forbidden - blocked", "please turn javascript on",
    ];

    /// <summary>Written by the guard's own page and by no other.</summary>
    public static readonly string[] ChallengeMarkup =
    [
        "_cf_chl_opt", "cf_chl_opt", "cf-challenge-running", "cf-chl-widget", "id=\"challenge-form\"", "id=\"challenge-error-text\"",
        "cf-error-details", "jschl_vc", "jschl-answer", "cf-browser-verification", "geo.captcha-delivery.com", "ct.captcha-delivery.com",
        "id=\"px-captcha\"", "id='px-captcha'", "px-captcha-wrapper", "window._pxblocked", "\"blockscript\"", "incapsula incident",
        "_incapsula_resource?cwudnsai", "window.gokuprops", "awswafintegration.getToken", "aws-waf-token-challenge",
        "captcha-container\"></div><script>window.gokuprops", "sucuri_cloudproxy_js", "sucuri website firewall", "check.ddos-guard.net",
        "ddos-guard.net/js-challenge", "/.well-known/vercel/security/", "ips.js?kpsdk", "kpsdk_", "window.kpsdk",
        "/149e9513-01fa-4fb0-aad4-566afd725d1b/", "id=\"anubis_challenge\"", "within.website/x/cmd/anubis", "x5secdata", "_____tmd_____",
        "rgv587_error", "fail_sys_user_validate", "sufei-punish", "baxia-punish", "nocaptcha/initialize", "cfe.m.jd.com/privatedomain/risk_handler",
        "distil_identification_block", "distil_r_captcha", "distil_r_blocked", "/errors/validatecaptcha", "opfcaptcha.amazon",
        "validate.perfdrive.com", "shieldsquare", "bot-manager-challenge", "sec-if-cpt-container", "sec-cpt-if", "akam-sw-challenge", "cpr.chlge",
        "interstitial-inprogress", "id=\"sec-overlay\"", "bm-verify=", "triggerinterstitialchallenge", "ak-challenge", "reese84_challenge",
        "/_sec/cp_challenge/", "/_guard/html.js", "yundun.console", "acw_sc__v2", "arg1='", "waf_captcha", "_wafchallengeid", "_waf_bd8ce2ce37",
        "tencent_waf_captcha", "verify_captcha.js",
    ];

    public static readonly string[] ChallengeWords =
    [
        "enable javascript and cookies to continue", "please enable cookies and javascript to continue", "please enable javascript and cookies",
        "enable cookies and javascript", "checking if the site connection is secure", "checking your browser before accessing",
        "verify you are human by completing", "verifying you are human", "needs to review the security of your connection",
        "please enable js and disable any ad blocker", "please complete the security check", "complete the security check to access",
        "enter the characters you see below", "type the characters you see in this image", "sorry, we just need to make sure you're not a robot",
        "geben sie die zeichen unten ein", "geben sie die angezeigten zeichen", "saisissez les caractères", "introduzca los caracteres",
        "introduce los caracteres", "inserisci i caratteri", "表示されている文字を入力", "下に表示されている文字", "输入您在下方看到的字符",
        "请输入您在下面看到的字符", "输入您在此图片中看到的字符", "click the button below to continue shopping", "press & hold to confirm you are",
        "press and hold to confirm you are", "press & hold", "access to this page has been denied because",
        "we believe you are using automation tools", "pardon our interruption", "as you were browsing something about your browser made us think you",
        "you've been blocked by network security", "you have been blocked", "why have i been blocked", "unable to access",
        "you don't have permission to access", "request unsuccessful. incapsula", "incapsula incident id", "powered by imperva",
        "making sure you're not a bot", "protected by anubis", "we're verifying your browser", "failed to verify your browser", "ddos protection by",
        "this process is automatic. your browser will redirect", "our systems have detected unusual traffic",
        "unusual traffic from your computer network", "are you a robot?", "are you human?", "i'm not a robot", "i am not a robot",
        "confirm you are human", "confirm that you're human", "robot or human", "activate and hold the button", "confirm that you are human",
        "confirm you're human", "prove you are human", "prove you're not a robot", "verify you are a human", "verify that you are human",
        "verify that you are not a robot", "verify that you're not a robot", "verify you're not a robot", "to make sure you're not a robot",
        "show us you're human", "bestätigen sie, dass sie ein mensch sind", "bestätige, dass du ein mensch bist", "vérifiez que vous êtes humain",
        "vérifier que vous êtes humain", "confirmez que vous êtes humain", "verifica que eres humano", "confirma que eres humano",
        "verifica di essere umano", "подтвердите, что вы не робот", "подтвердите, что запросы отправляли вы", "я не робот", "인간인지 확인",
        "로봇이 아닙니다", "ロボットではありません", "人間であることを確認", "请拖动滑块", "拖动滑块", "按住滑块", "向右滑动验证", "请按住滑块",
        "滑动验证", "滑块验证", "请完成安全验证", "完成验证后", "通过验证以确保正常访问", "请进行验证", "点击按钮进行验证", "访问过于频繁",
        "访问频繁", "操作过于频繁", "系统检测到您的", "检测到您的网络环境", "异常流量", "哎哟喂,被挤爆啦", "哎哟喂，被挤爆啦", "当前访问人数过多",
        "需要验证您的身份", "请验证您不是机器人", "确认您是真人", "人机身份验证", "为保证您的正常访问", "完成下方验证", "快速验证", "京东验证",
        "商品过于火爆", "請完成安全驗證", "請拖動滑塊", "請按住滑塊", "your browser sent an automated", "automated access to",
        "to discuss automated access", "api-services-support@amazon.com", "bot detection", "website is using a security service to protect itself",
    ];

    public static readonly string[] ThinChallengeWords =
    [
        "reference #", "reference id", "ray id", "captcha", "access denied", "access is temporarily restricted", "request blocked",
        "request has been blocked", "security check", "please wait while we verify", "just a moment", "one moment, please",
        "please wait while your request is being verified", "verifying your browser", "checking your browser", "安全验证", "安全驗證", "验证码",
        "身份验证", "滑块", "captcha required", "javascript is disabled", "automated requests", "bot protection", "too many requests from your",
    ];

    /// <summary>Stands on ordinary pages too.</summary>
    public static readonly string[] ThinChallengeMarkup =
    [
        "g-recaptcha", "recaptcha/api.js", "recaptcha/enterprise.js", "h-captcha", "hcaptcha.com/1/api.js", "challenges.cloudflare.com/turnstile",
        "cf-turnstile", "/cdn-cgi/challenge-platform/", "captcha-delivery.com", "px-captcha", "client.perimeterx.net", "_incapsula_resource",
        "awswaf", "challenge.js", "baxia", "nc_login", "awsc.js", "punish", "geetest", "tcaptcha", "turing.captcha", "datadome", "friendlycaptcha",
        "funcaptcha", "arkoselabs", "mtcaptcha", "altcha", "/_sec/verify", "reese84", "imperva", "verifyhost", "bd-captcha", "captcha.js",
    ];

    public static readonly string[] ConsentAddresses =
    [
        "consent.google.", "consent.youtube.", "consent.yahoo.", "guce.", "collectconsent", "privacy-mgmt", "myprivacy.", "/privacywall",
        "/cookiewall", "/cookie-wall", "/privacy-gate", "/consent?", "/consent-wall",
    ];

    public static readonly string[] ConsentTitles =
    [
        "before you continue", "bevor sie", "bevor du", "avant d'accéder", "avant de continuer", "antes de continuar", "antes de ir",
        "prima di continuare", "voordat je", "voordat u", "zanim przejdziesz", "innan du fortsätter", "før du fortsætter", "før du fortsetter",
        "ennen kuin jatkat", "прежде чем продолжить", "続行する前に", "在您继续之前", "继续前", "繼續使用", "계속하기 전에", "privacy gate",
        "privacy wall", "cookie wall", "cookiewall", "cookie consent", "consent required", "your privacy choices", "we value your privacy",
        "yahoo is part of", "yahoo fait partie", "yahoo ist teil", "yahoo forma parte", "yahoo fa parte", "cookie settings", "cookie-einstellungen",
        "datenschutzeinstellungen", "privacy settings", "cookie preferences", "manage consent", "einwilligung",
    ];

    public static readonly string[] ConsentMarkup =
    [
        "action=\"https://consent.google.", "action=\"https://consent.youtube.", "https://consent.google.com/save",
        "https://consent.youtube.com/save", "consent.yahoo.com/v2/collectconsent", "action=\"/v2/collectconsent", "guce.advertising.com",
        "guce.yahoo.com", "guce.oath.com", "id=\"consent-page\"", "class=\"consent-form\"", "name=\"agree\" value=\"agree\"",
    ];

    public static readonly string[] ConsentWords =
    [
        "before you continue", "bevor sie zu google weitergehen", "bevor sie zu youtube weitergehen", "avant d'accéder à google",
        "avant d'accéder à youtube", "antes de continuar", "prima di continuare", "voordat je verdergaat", "zanim przejdziesz do", "続行する前に",
        "在您继续", "在繼續使用", "使用 google 前", "yahoo is part of the yahoo family of brands", "yahoo, part of the yahoo family",
        "yahoo fait partie de la famille", "yahoo gehört zur", "yahoo ist teil der", "yahoo forma parte de la familia",
        "yahoo fa parte della famiglia", "please accept cookies to continue", "accept cookies to continue", "you must accept cookies",
        "to continue, please accept", "to access this site, please accept",
    ];

    public static readonly string[] ThinConsentWords =
    [
        "we value your privacy", "we use cookies", "this site uses cookies", "accept all cookies", "accept all", "accept cookies",
        "manage your cookie", "cookie consent", "reject all", "alle akzeptieren", "alle cookies akzeptieren", "alles akzeptieren",
        "wir verwenden cookies", "tout accepter", "nous utilisons des cookies", "aceptar todo", "aceptar todas", "usamos cookies",
        "utilizamos cookies", "accetta tutto", "accetta tutti", "utilizziamo i cookie", "alles accepteren", "wij gebruiken cookies",
        "zaakceptuj wszystkie", "aceitar tudo", "consent to the use", "we and our partners", "wir und unsere partner", "nous et nos partenaires",
        "接受所有 cookie", "接受全部", "同意并继续", "すべて同意", "すべて受け入れる",
    ];

    public static readonly string[] LoginAddresses =
    [
        "login.taobao.com", "login.tmall.com", "login.m.taobao.com", "login.jd.com", "passport.jd.com", "plogin.m.jd.com", "passport.", "login.html",
        "/ap/signin", "accounts.google.com", "signin.ebay", "login.1688.com", "passport.alibaba.com", "login.aliexpress.com", "passport.suning.com",
        "passport.vip.com", "/signin", "/sign-in", "/sign_in", "/login", "/log-in", "/account/login", "/users/sign_in", "/wp-login.php",
        "/customer/account/login", "/member/login", "://login.", "://signin.", "://auth.", "://sso.",
    ];

    public static readonly string[] LoginTitles =
    [
        "sign in", "sign-in", "signin", "log in", "log-in", "login", "log on", "logon", "member login", "anmelden", "anmeldung", "einloggen",
        "connexion", "se connecter", "identifiez-vous", "identification", "iniciar sesión", "inicia sesión", "inicio de sesión", "acceder", "accedi",
        "entrar", "inloggen", "aanmelden", "zaloguj", "logowanie", "logga in", "log ind", "logg inn", "kirjaudu", "вход", "войти", "авторизация",
        "giriş", "登录", "登陆", "登錄", "登入", "ログイン", "サインイン", "로그인", "đăng nhập", "เข้าสู่ระบบ", "masuk", "account verification",
        "authentication required", "password required", "enter password", "password protected",
    ];

    public static readonly string[] LoginWords =
    [
        "亲，请登录", "亲,请登录", "请登录", "请先登录", "請登入", "請先登入", "扫码登录", "密码登录", "短信登录", "手机登录", "验证码登录",
        "账号登录", "微信登录", "please sign in", "please log in", "please login", "you must be logged in", "you need to sign in",
        "you need to log in", "log in to continue", "sign in to continue", "sign in to your account", "log in to your account",
        "bitte melden sie sich an", "bitte anmelden", "veuillez vous connecter", "inicia sesión para", "effettua l'accesso", "ログインしてください",
        "로그인이 필요",
    ];
}

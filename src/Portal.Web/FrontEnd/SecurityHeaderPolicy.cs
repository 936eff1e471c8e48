namespace Portal.Web.FrontEnd;

/// <summary>
/// The headers every response carries. Nothing loads unless listed and everything listed is ours, so no page may hold an inline
/// script, an inline style or an address of another host.
/// </summary>
public static class SecurityHeaderPolicy
{
    /// <summary>Name of the policy of answers that are a file: the same, except that the file brings its own, stricter content policy.</summary>
    public const string File = nameof(File);

    /// <summary>Builds the policy of pages.</summary>
    public static HeaderPolicyCollection Create() => AddCommon(new HeaderPolicyCollection())
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddFontSrc().Self();
            csp.AddManifestSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().Self();
            csp.AddFrameAncestors().None();
        });

    /// <summary>What pages and files have in common.</summary>
    public static HeaderPolicyCollection AddCommon(HeaderPolicyCollection headers) => headers
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
        .AddPermissionsPolicy(permissions =>
        {
            permissions.AddCamera().None();
            permissions.AddDisplayCapture().None();
            permissions.AddGeolocation().None();
            permissions.AddMicrophone().None();
            permissions.AddMidi().None();
            permissions.AddPayment().None();
            permissions.AddUsb().None();
        })
        .RemoveServerHeader();
}

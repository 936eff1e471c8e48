using Portal.Web.Jobs;

namespace Portal.Web.Auditing;

/// <summary>Wires the trail.</summary>
public static class AuditingRegistration
{
    public static IServiceCollection AddAuditing(this IServiceCollection services)
    {
        services.AddScoped<AuditTrail>().AddScoped<AuditVerification>().AddScoped<WholeTrail>()
            .AddPortalJob<VerifyAuditJob>(VerifyAuditJob.Name).AddRecurringJob<VerifyAuditJob>(VerifyAuditJob.Name, VerifyAuditJob.Cron);
        services.AddHealthChecks().AddCheck<AuditHealth>("audit trail");
        return services;
    }
}

namespace Portal.Web.Features.Administration;

/// <summary>Wires what administrators see and do.</summary>
public static class AdministrationFeature
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<RetryJob>()
        .AddScoped<MailDesk>()
        .AddScoped<ScanAgain>()
        .AddScoped<VerifyTrail>()
        .AddScoped<WorkflowCases>()
        .AddScoped<CaseDesk>()
        .AddScoped<CaseActions>()
        .AddScoped<MigrateCases>()
        .AddScoped<PublishDefinition>();
}

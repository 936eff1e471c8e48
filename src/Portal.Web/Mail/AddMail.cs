using Portal.Web.Jobs;

namespace Portal.Web.Mail;

/// <summary>Wires mail: to the configured server, or to files where there is none.</summary>
public static class MailRegistration
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        options.Check();
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(new PortalAddress(builder.Configuration["Portal:BaseUrl"] ?? "http://localhost:5000"));
        services.AddSingleton<MailSeal>();
        services.AddSingleton<MailTags>();
        services.AddSingleton<MailNames>();
        services.AddSingleton<UnsubscribeToken>();
        services.AddSingleton<MailComposer>();
        services.AddScoped<Outbox>();
        services.AddScoped<MailChoices>();
        services.AddScoped<SendAgain>();
        services.AddScoped<RecordReport>();
        services.AddScoped<TellAdministrators>();
        services.AddScoped<MailSender>();
        if (options.HasServer)
        {
            services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else
        {
            services.AddSingleton<IMailTransport, FolderTransport>();
        }

        services.AddHealthChecks().AddCheck<MailHealth>("mail");
        services.AddRecurringJob<SendMailJob>(SendMailJob.Name, "* * * * *");
        return builder;
    }
}

FROM registry.example.com/backend/base
COPY --chown=backend:backend api.js .
USER backend
EXPOSE 3000
CMD ["node", "api.js"]
